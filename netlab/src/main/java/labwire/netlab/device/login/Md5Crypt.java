package labwire.netlab.device.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hash of form 5: FreeBSD's md5crypt, a thousand rounds of MD5. */
final class Md5Crypt {
    private static final String MAGIC = "$1$";
    private static final int ROUNDS = 1_000;
    private static final int DIGEST_BYTES = 16;
    /** The digest's octets in the order in which they are written, three for four digits. */
    private static final int[][] ORDER = {{0, 6, 12}, {1, 7, 13}, {2, 8, 14}, {3, 9, 15}, {4, 10, 5}};

    private static final int LAST = 11;

    private Md5Crypt() {}

    /** The whole text: {@code $1$salt$hash}. */
    static String hash(String password, String salt) {
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        byte[] salted = salt.getBytes(StandardCharsets.US_ASCII);
        byte[] digest = stretch(firstDigest(secret, salted), secret, salted);
        StringBuilder text = new StringBuilder(MAGIC).append(salt).append('$');
        for (int[] group : ORDER) {
            int bits = (digest[group[0]] & 0xFF) << 16 | (digest[group[1]] & 0xFF) << 8 | digest[group[2]] & 0xFF;
            CryptBase64.appendLowFirst(text, bits, 4);
        }
        CryptBase64.appendLowFirst(text, digest[LAST] & 0xFF, 2);
        return text.toString();
    }

    private static byte[] firstDigest(byte[] secret, byte[] salt) {
        MessageDigest inner = md5();
        inner.update(secret);
        inner.update(salt);
        byte[] innerDigest = inner.digest(secret);
        MessageDigest outer = md5();
        outer.update(secret);
        outer.update(MAGIC.getBytes(StandardCharsets.US_ASCII));
        outer.update(salt);
        for (int left = secret.length; left > 0; left -= DIGEST_BYTES) {
            outer.update(innerDigest, 0, Math.min(left, DIGEST_BYTES));
        }
        // A slip of the first implementation that all others had to follow: a zero octet where the digest was meant.
        for (int bits = secret.length; bits > 0; bits >>>= 1) {
            outer.update((bits & 1) != 0 ? 0 : secret[0]);
        }
        return outer.digest();
    }

    private static byte[] stretch(byte[] first, byte[] secret, byte[] salt) {
        byte[] digest = Arrays.copyOf(first, DIGEST_BYTES);
        for (int round = 0; round < ROUNDS; round++) {
            MessageDigest md5 = md5();
            md5.update((round & 1) != 0 ? secret : digest);
            if (round % 3 != 0) {
                md5.update(salt);
            }
            if (round % 7 != 0) {
                md5.update(secret);
            }
            digest = md5.digest((round & 1) != 0 ? digest : secret);
        }
        return digest;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }
}
