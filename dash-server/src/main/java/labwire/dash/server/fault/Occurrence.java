package labwire.dash.server.fault;

/**
 * Which of the requests that a rule matches it acts on.
 *
 * @param n counted from 1, for each session by itself
 */
public record Occurrence(Pattern pattern, long n) {
    /** How requests are told by their number. */
    public enum Pattern {
        ALWAYS,
        /** The nth alone. */
        NTH,
        /** The nth, the 2nth, the 3nth… */
        EVERY,
        /** The first n. */
        FIRST
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
        };
    }
}
