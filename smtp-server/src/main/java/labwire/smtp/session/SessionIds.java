package labwire.smtp.session;

import java.util.random.RandomGenerator;

/**
 * Gives each session an id: 60 random bits, 12 letters and digits, so that ids of one server do not meet again after a
 * restart either. The same generator, the same ids. Safe for any thread.
 */
public final class SessionIds {

    /** Digits and letters that nobody takes for each other. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 12;
    private static final int BITS = 5;

    private final RandomGenerator random;

    public SessionIds(RandomGenerator random) {
        this.random = random;
    }

    public String next() {
        long bits;
        synchronized (random) {
            bits = random.nextLong();
        }
        char[] id = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = ALPHABET.charAt((int) (bits >>> i * BITS) & (1 << BITS) - 1);
        }
        return new String(id);
    }
}
