package labwire.netlab.routing.ospf.packet;

/** Bytes that are no OSPF packet; the message says what was found and what was expected. */
final class MalformedPacketException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPacketException(String message) {
        // No stack trace: a flood of such packets is to be cheap.
        super(message, null, false, false);
    }

    static MalformedPacketException of(String what, long found, String expected) {
        return new MalformedPacketException(what + ": " + found + " (expected: " + expected + ")");
    }
}
