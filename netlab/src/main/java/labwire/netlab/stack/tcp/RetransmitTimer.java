package labwire.netlab.stack.tcp;

/** When what is in flight is to be sent again: the rules of RFC 6298, 5, and the count towards giving up. */
final class RetransmitTimer {
    private final RttEstimator rtt;
    private long deadlineNanos = TcpConnection.NEVER;
    private int timeouts;

    RetransmitTimer(RttEstimator rtt) {
        this.rtt = rtt;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** Timeouts since something new was acknowledged. */
    int timeouts() {
        return timeouts;
    }

    /** Something was sent (5.1). */
    void start(long now) {
        if (deadlineNanos == TcpConnection.NEVER) {
            restart(now);
        }
    }

    /** Something new was acknowledged, and more is in flight (5.3). */
    void restart(long now) {
        deadlineNanos = now + rtt.timeoutNanos();
    }

    /** Nothing is in flight (5.2), or the window is probed instead. */
    void stop() {
        deadlineNanos = TcpConnection.NEVER;
    }

    void answered() {
        timeouts = 0;
    }

    /** Backs off and starts again (5.5, 5.6). */
    void expired(long now) {
        timeouts++;
        rtt.backOff();
        restart(now);
    }
}
