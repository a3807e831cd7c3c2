package labwire.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/**
 * A {@link SecureRandom} whose whole output follows from a seed: block <i>i</i> of the stream is
 * SHA-256(key ‖ <i>i</i>), the key being SHA-256 of a label and the seed. For virtual labs and tests
 * <strong>only</strong>: who knows the seed knows every key.
 *
 * <p>{@link #setSeed} and {@link #reseed} change nothing, since libraries call them to add entropy
 * when they see fit, and the stream must not depend on that. Safe for use by several threads, though
 * the stream is then shared out in the order in which they come.
 */
public final class SeededSecureRandom extends SecureRandom {
    private static final byte[] KEY_LABEL = "labwire seeded random 1\0".getBytes(StandardCharsets.US_ASCII);

    private SeededSecureRandom(byte[] seed) {
        super(new CounterStream(seed), null);
    }

    /** The stream of the seed's eight bytes, most significant first. */
    public static SeededSecureRandom of(long seed) {
        return of(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    }

    /** The stream of a seed of any length. The array is not kept. */
    public static SeededSecureRandom of(byte[] seed) {
        return new SeededSecureRandom(seed);
    }

    @Override
    public void reseed() {
        // As setSeed: the stream depends on the seed it was made with alone.
    }

    @Override
    public String toString() {
        return "SeededSecureRandom";
    }

    /** Calls are serialized by {@link SecureRandom}, since this has no provider that says otherwise. */
    private static final class CounterStream extends SecureRandomSpi {
        private final transient MessageDigest sha256 = sha256();
        private final byte[] key;
        private byte[] block = new byte[0];
        private int used;
        private long counter;

        CounterStream(byte[] seed) {
            sha256.update(KEY_LABEL);
            key = sha256.digest(seed);
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            int filled = 0;
            while (filled < bytes.length) {
                if (used == block.length) {
                    sha256.update(key);
                    block = sha256.digest(
                            ByteBuffer.allocate(Long.BYTES).putLong(counter++).array());
                    used = 0;
                }
                int length = Math.min(block.length - used, bytes.length - filled);
                System.arraycopy(block, used, bytes, filled, length);
                used += length;
                filled += length;
            }
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            // Nothing: see the class comment.
        }

        @Override
        protected byte[] engineGenerateSeed(int numBytes) {
            byte[] bytes = new byte[numBytes];
            engineNextBytes(bytes);
            return bytes;
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
