package labwire.netlab.topology;

/**
 * One thing that is wrong with a lab file or a start-up config.
 *
 * @param at where it was found
 * @param what the thing that is wrong, such as {@code kind of node R1}
 * @param found what is written there
 * @param expected what could be there instead
 */
public record Problem(SourceLocation at, String what, String found, String expected) {
    /** Takes apart a message of the form {@code what: found (expected: expected)}. */
    public static Problem of(SourceLocation at, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        int expected = message.indexOf(" (expected: ");
        int colon = message.indexOf(": ");
        if (colon < 0 || expected < colon || !message.endsWith(")")) {
            return new Problem(at, "value", message, "another value");
        }
        return new Problem(
                at,
                message.substring(0, colon),
                message.substring(colon + 2, expected),
                message.substring(expected + " (expected: ".length(), message.length() - 1));
    }

    @Override
    public String toString() {
        return at + ": " + what + ": " + found + " (expected: " + expected + ")";
    }
}
