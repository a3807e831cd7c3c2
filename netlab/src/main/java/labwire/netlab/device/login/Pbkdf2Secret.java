package labwire.netlab.device.login;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The hash of form 8: PBKDF2 with HMAC-SHA-256, https://www.rfc-editor.org/rfc/rfc8018 (5.2). */
final class Pbkdf2Secret {
    private static final int ITERATIONS = 20_000;
    private static final int KEY_BITS = 256;

    private Pbkdf2Secret() {}

    /** The whole text: {@code $8$salt$hash}. */
    static String hash(String password, String salt) {
        byte[] key = derive(password, salt.getBytes(StandardCharsets.US_ASCII), ITERATIONS, KEY_BITS);
        return "$8$" + salt + "$" + CryptBase64.encode(key);
    }

    static byte[] derive(String password, byte[] salt, int iterations, int bits) {
        if (password.isEmpty()) {
            // Java knows no empty key. No configuration has an empty password either.
            return new byte[bits / Byte.SIZE];
        }
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, bits))
                    .getEncoded();
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new AssertionError("every Java platform has PBKDF2WithHmacSHA256", e);
        }
    }
}
