package labwire.smtp.fault;

/**
 * Which of the questions that a rule matches it acts on.
 *
 * @param n counted from 1, over all sessions
 */
public record Occurrence(Pattern pattern, long n) {
    /** How they are told by their number. */
    public enum Pattern {
        ALWAYS,
        /** The nth alone. */
        NTH,
        /** The nth, the 2nth, the 3nth… */
        EVERY,
        /** The first n. */
        FIRST,
        /** Those after the nth. */
        AFTER
    }

    public static final Occurrence ALWAYS = new Occurrence(Pattern.ALWAYS, 1);

    public Occurrence {
        if (n < 1) {
            throw new IllegalArgumentException("occurrence: " + n + " (expected: at least 1)");
        }
    }

    boolean includes(long number) {
        return switch (pattern) {
            case ALWAYS -> true;
            case NTH -> number == n;
            case EVERY -> number % n == 0;
            case FIRST -> number <= n;
            case AFTER -> number > n;
        };
    }
}
