package labwire.smtp.store;

import java.time.InstantSource;

/**
 * Gives out message ids: the clock's milliseconds with a counter behind them, as 11 digits of base 32 in lower case
 * (Crockford's alphabet, without i, l, o, u). They only ever grow, also when the clock does not.
 */
final class MessageIds {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int DIGITS = 11;
    private static final int COUNTER_BITS = 12;

    /** As long as an id, and less than every one. */
    static final String NONE = "0".repeat(DIGITS);

    private final InstantSource clock;
    private long last;

    MessageIds(InstantSource clock) {
        this.clock = clock;
    }

    /** Makes sure that ids to come are greater than this one. */
    void sawEarlier(String id) {
        long value = 0;
        for (int i = 0; i < id.length(); i++) {
            value = value << 5 | ALPHABET.indexOf(id.charAt(i));
        }
        last = Math.max(last, value);
    }

    String next() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        char[] digits = new char[DIGITS];
        long rest = last;
        for (int i = DIGITS - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(digits);
    }
}
