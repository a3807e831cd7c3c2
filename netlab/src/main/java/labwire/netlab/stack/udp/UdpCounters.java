package labwire.netlab.stack.udp;

/** What the UDP of one stack has seen since it was made (the udp group of RFC 4113). */
public final class UdpCounters {
    private long received;
    private long sent;
    private long noPorts;
    private long badChecksums;
    private long errorsReceived;

    void countReceived() {
        received++;
    }

    void countSent() {
        sent++;
    }

    void countNoPort() {
        noPorts++;
    }

    void countBadChecksum() {
        badChecksums++;
    }

    void countErrorReceived() {
        errorsReceived++;
    }

    /** Datagrams given to a socket. */
    public long received() {
        return received;
    }

    public long sent() {
        return sent;
    }

    /** Datagrams for a port without a socket. */
    public long noPorts() {
        return noPorts;
    }

    /** Datagrams dropped because they arrived damaged. */
    public long badChecksums() {
        return badChecksums;
    }

    /** ICMP errors about datagrams of ours. */
    public long errorsReceived() {
        return errorsReceived;
    }
}
