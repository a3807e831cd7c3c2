package labwire.netlab.stack.filter;

/**
 * Which ports a rule is about.
 *
 * @param last of a range; else the same as {@code first}
 */
public record PortMatch(Operator operator, int first, int last) {
    public static final int MAX_PORT = 65_535;

    /** How a port is compared. */
    public enum Operator {
        /** All ports are right. */
        ANY(""),
        EQUAL("eq"),
        NOT_EQUAL("neq"),
        GREATER("gt"),
        LESS("lt"),
        RANGE("range");

        private final String keyword;

        Operator(String keyword) {
            this.keyword = keyword;
        }

        /** As in a rule. */
        public String keyword() {
            return keyword;
        }
    }

    public static final PortMatch ANY = new PortMatch(Operator.ANY, 0, MAX_PORT);

    public PortMatch {
        if (first < 0 || last > MAX_PORT || first > last) {
            throw new IllegalArgumentException("ports: " + first + "-" + last + " (expected: 0-" + MAX_PORT + ")");
        }
    }

    public boolean matches(int port) {
        return switch (operator) {
            case ANY -> true;
            case EQUAL -> port == first;
            case NOT_EQUAL -> port != first;
            case GREATER -> port > first;
            case LESS -> port < first;
            case RANGE -> port >= first && port <= last;
        };
    }
}
