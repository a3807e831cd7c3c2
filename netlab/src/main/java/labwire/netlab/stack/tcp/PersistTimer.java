package labwire.netlab.stack.tcp;

/**
 * Asks for the peer's window while that keeps us from sending and nothing is in flight whose acknowledgment would tell
 * (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.8.6.1">RFC 9293, 3.8.6.1</a>).
 */
final class PersistTimer {
    private static final int MAX_BACKOFF = 16;

    private long deadlineNanos = TcpConnection.NEVER;
    private boolean active;
    private boolean due;
    private int backoff;
    private int unanswered;

    boolean isActive() {
        return active;
    }

    /** A probe is to be sent now. */
    boolean isDue() {
        return due;
    }

    int unanswered() {
        return unanswered;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    void start(long now, long timeoutNanos) {
        active = true;
        due = false;
        backoff = 0;
        unanswered = 0;
        deadlineNanos = now + timeoutNanos;
    }

    void stop() {
        active = false;
        due = false;
        deadlineNanos = TcpConnection.NEVER;
    }

    void expired() {
        due = true;
        deadlineNanos = TcpConnection.NEVER;
    }

    /** A probe went out; the next one waits twice as long (SHLD-30). */
    void probed(long now, long timeoutNanos) {
        due = false;
        unanswered++;
        backoff = Math.min(backoff + 1, MAX_BACKOFF);
        deadlineNanos = now + Math.min(timeoutNanos << backoff, RttEstimator.MAX_TIMEOUT_NANOS);
    }

    /** The peer is there: as long as it answers, the connection stays, however long the window is shut (MUST-37). */
    void answered() {
        unanswered = 0;
    }
}
