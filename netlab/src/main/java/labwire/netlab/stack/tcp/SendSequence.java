package labwire.netlab.stack.tcp;

/**
 * The send sequence space (RFC 9293, 3.3.1, figure 3).
 *
 * <pre>
 *               una             resend              next            FIN
 *   acknowledged | in flight      | taken for lost    | not yet sent  |
 * </pre>
 *
 * After a timeout {@code resend} goes back to {@code una}, and all up to {@code next} goes out again as the window
 * allows; otherwise it is {@code next}.
 */
final class SendSequence {
    private static final long NONE = Long.MAX_VALUE;

    private final long initial;
    private long una;
    private long next;
    private long resend;
    private long fin = NONE;

    SendSequence(long initial) {
        this.initial = initial;
        una = next = resend = initial;
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

    long resend() {
        return resend;
    }

    boolean isSynAcknowledged() {
        return una > initial;
    }

    /** Nothing is in flight. */
    boolean isAllAcknowledged() {
        return una == next;
    }

    boolean isResending() {
        return resend < next;
    }

    long inFlight() {
        return resend - una;
    }

    /** New ones went out. */
    void sent(long count) {
        next += count;
        resend = next;
    }

    /** Those before {@code end} went out again. */
    void resent(long end) {
        if (resend < next) {
            resend = Math.max(resend, end);
        }
    }

    /** All up to {@code next} is to go out again. */
    void goBack() {
        resend = una;
    }

    void acknowledged(long acknowledgment) {
        una = acknowledgment;
        resend = Math.max(resend, una);
    }

    /** Nothing is awaited any more. */
    void stop() {
        una = resend = next;
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
