package labwire.netlab.wire;

/** How a codec leaves bytes that it cannot read; the public decoders turn it into a result. */
final class MalformedInputException extends Exception {
    private final String reason;

    MalformedInputException(String reason) {
        // No stack trace: a peer that sends rubbish must not be able to make us fill them in.
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** A length or a number out of its range. */
    static MalformedInputException of(String what, long found, String expected) {
        return new MalformedInputException(what + ": " + found + " (expected: " + expected + ")");
    }

    String reason() {
        return reason;
    }
}
