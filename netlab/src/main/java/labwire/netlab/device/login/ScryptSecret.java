package labwire.netlab.device.login;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The hash of form 9: scrypt with N = 16384, r = 1, p = 1, https://www.rfc-editor.org/rfc/rfc7914 (sections 3 to 6).
 * It takes 2 MB of memory and some 20 ms.
 */
final class ScryptSecret {
    private static final int N = 16_384;
    private static final int SALSA_ROUNDS = 8;
    private static final int SALSA_WORDS = 16;
    /** With r = 1, a block is two of Salsa's. */
    private static final int BLOCK_WORDS = 2 * SALSA_WORDS;

    private static final int BLOCK_BITS = BLOCK_WORDS * Integer.SIZE;
    private static final int KEY_BITS = 256;

    private ScryptSecret() {}

    /** The whole text: {@code $9$salt$hash}. */
    static String hash(String password, String salt) {
        byte[] block = Pbkdf2Secret.derive(password, salt.getBytes(StandardCharsets.US_ASCII), 1, BLOCK_BITS);
        byte[] key = Pbkdf2Secret.derive(password, mix(block), 1, KEY_BITS);
        return "$9$" + salt + "$" + CryptBase64.encode(key);
    }

    /** scryptROMix (section 5). */
    private static byte[] mix(byte[] block) {
        ByteBuffer octets = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        int[] x = new int[BLOCK_WORDS];
        octets.asIntBuffer().get(x);
        int[] v = new int[N * BLOCK_WORDS];
        for (int i = 0; i < N; i++) {
            System.arraycopy(x, 0, v, i * BLOCK_WORDS, BLOCK_WORDS);
            mixBlock(x);
        }
        for (int i = 0; i < N; i++) {
            int start = (x[SALSA_WORDS] & N - 1) * BLOCK_WORDS;
            for (int k = 0; k < BLOCK_WORDS; k++) {
                x[k] ^= v[start + k];
            }
            mixBlock(x);
        }
        ByteBuffer mixed = ByteBuffer.allocate(block.length).order(ByteOrder.LITTLE_ENDIAN);
        mixed.asIntBuffer().put(x);
        return mixed.array();
    }

    /** scryptBlockMix with r = 1 (section 4): each half becomes Salsa of itself and the half before it. */
    private static void mixBlock(int[] x) {
        for (int half = 0; half < 2; half++) {
            int own = half * SALSA_WORDS;
            int other = SALSA_WORDS - own;
            for (int k = 0; k < SALSA_WORDS; k++) {
                x[own + k] ^= x[other + k];
            }
            salsa(x, own);
        }
    }

    /** Salsa20/8 (section 3), in place. */
    private static void salsa(int[] words, int start) {
        int[] x = new int[SALSA_WORDS];
        System.arraycopy(words, start, x, 0, SALSA_WORDS);
        for (int round = 0; round < SALSA_ROUNDS; round += 2) {
            quarter(x, 0, 4, 8, 12);
            quarter(x, 5, 9, 13, 1);
            quarter(x, 10, 14, 2, 6);
            quarter(x, 15, 3, 7, 11);
            quarter(x, 0, 1, 2, 3);
            quarter(x, 5, 6, 7, 4);
            quarter(x, 10, 11, 8, 9);
            quarter(x, 15, 12, 13, 14);
        }
        for (int k = 0; k < SALSA_WORDS; k++) {
            words[start + k] += x[k];
        }
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }
}
