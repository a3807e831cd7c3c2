package labwire.smtp.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions of the mechanisms. Texts count as UTF-8. */
final class Hashes {

    private Hashes() {}

    static byte[] sha256(byte[] octets) {
        return digest("SHA-256", octets);
    }

    static byte[] digest(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (GeneralSecurityException e) {
            throw missing(algorithm, e);
        }
    }

    static byte[] hmacSha256(byte[] key, String text) {
        return hmac("HmacSHA256", key, text);
    }

    static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw missing(algorithm, e);
        }
    }

    /** {@code Hi()} of RFC 5802 section 2.2: PBKDF2 with HMAC-SHA-256, and 32 octets of it. */
    static byte[] pbkdf2(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, ScramKeys.KEY_OCTETS * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw missing("PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** Compares in a time that does not tell where they differ. */
    static boolean same(byte[] expected, byte[] found) {
        return MessageDigest.isEqual(expected, found);
    }

    /** Compares in a time that tells neither where they differ nor how long the expected one is. */
    static boolean sameText(String expected, String found) {
        return same(sha256(expected.getBytes(StandardCharsets.UTF_8)), sha256(found.getBytes(StandardCharsets.UTF_8)));
    }

    private static IllegalStateException missing(String algorithm, GeneralSecurityException cause) {
        return new IllegalStateException("this Java has no " + algorithm + " (expected: JDK 17 or later)", cause);
    }
}
