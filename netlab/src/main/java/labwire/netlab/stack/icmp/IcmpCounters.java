package labwire.netlab.stack.icmp;

/** What the ICMP of one stack has seen since it was made. Lab thread only. */
public final class IcmpCounters {
    private long received;
    private long badChecksums;
    private long ignored;
    private long echoRequestsReceived;
    private long echoRepliesReceived;
    private long errorsReceived;
    private long echoRequestsSent;
    private long errorsSent;
    private long errorsRateLimited;

    void countReceived() {
        received++;
    }

    void countBadChecksum() {
        badChecksums++;
    }

    void countIgnored() {
        ignored++;
    }

    void countEchoRequestReceived() {
        echoRequestsReceived++;
    }

    void countEchoReplyReceived() {
        echoRepliesReceived++;
    }

    void countErrorReceived() {
        errorsReceived++;
    }

    void countEchoRequestSent() {
        echoRequestsSent++;
    }

    void countErrorSent() {
        errorsSent++;
    }

    void countErrorRateLimited() {
        errorsRateLimited++;
    }

    public long received() {
        return received;
    }

    /** Messages dropped because they arrived damaged. */
    public long badChecksums() {
        return badChecksums;
    }

    /** Messages dropped: of an unknown type, to a broadcast address, or about nothing of ours. */
    public long ignored() {
        return ignored;
    }

    /** Echo requests, each of which was answered. */
    public long echoRequestsReceived() {
        return echoRequestsReceived;
    }

    public long echoRepliesReceived() {
        return echoRepliesReceived;
    }

    /** Errors about packets of ours. */
    public long errorsReceived() {
        return errorsReceived;
    }

    public long echoRequestsSent() {
        return echoRequestsSent;
    }

    public long errorsSent() {
        return errorsSent;
    }

    /** Errors not sent because there were too many of late. */
    public long errorsRateLimited() {
        return errorsRateLimited;
    }
}
