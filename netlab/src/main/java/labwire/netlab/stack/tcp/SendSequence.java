package labwire.netlab.stack.tcp;

/**
 * The send sequence space (RFC 9293, 3.3.1, figure 3).
 *
 * <pre>
 *               una               next            FIN
 *   acknowledged | in flight       | not yet sent  |
 * </pre>
 */
final class SendSequence {
    private static final long NONE = Long.MAX_VALUE;

    private final long initial;
    private long una;
    private long next;
    private long fin = NONE;

    SendSequence(long initial) {
        this.initial = initial;
        una = next = initial;
    }

    /** ISS, our SYN's number. */
    long initial() {
        return initial;
    }

    /** SND.UNA. */
    long una() {
        return una;
    }

    /** SND.NXT. */
    long next() {
        return next;
    }

    boolean isSynAcknowledged() {
        return una > initial;
    }

    /** Nothing is in flight. */
    boolean isAllAcknowledged() {
        return una == next;
    }

    /** FlightSize: sent and not acknowledged. */
    long inFlight() {
        return next - una;
    }

    /** New ones went out. */
    void sent(long count) {
        next += count;
    }

    void acknowledged(long acknowledgment) {
        una = acknowledgment;
    }

    /** Nothing is awaited any more. */
    void stop() {
        una = next;
    }

    /** FIN follows the last byte written. */
    void finish(long number) {
        fin = number;
    }

    boolean isFinished() {
        return fin != NONE;
    }

    /** FIN has not been sent, and is to be. */
    boolean isFinUnsent() {
        return fin != NONE && next <= fin;
    }

    /** FIN was sent, with this number. */
    boolean isFinSentAt(long number) {
        return fin == number && next > fin;
    }

    boolean isFinAcknowledged() {
        return una > fin;
    }
}
