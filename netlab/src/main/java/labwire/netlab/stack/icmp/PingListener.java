package labwire.netlab.stack.icmp;

import labwire.netlab.wire.Ipv4Address;

/** What becomes of a ping. Called on the lab's loop, never within {@link IcmpLayer#ping}. */
public interface PingListener {
    /**
     * A request was answered.
     *
     * @param sequence of the request, from 1
     * @param from who answered
     * @param timeToLive that the answer had left
     * @param payloadBytes of the answer
     */
    void replied(int sequence, Ipv4Address from, int timeToLive, int payloadBytes, long roundTripNanos);

    /**
     * A request did not arrive, as an ICMP error says.
     *
     * @param reporter who says so: a router on the way, or this stack itself
     */
    void failed(int sequence, int type, int code, Ipv4Address reporter);

    /** A request could not be sent: no route leads to the destination. */
    void unsendable(int sequence);

    void timedOut(int sequence);

    /** The last request has its answer or is given up; not called after {@link Ping#stop()}. */
    void finished(Ping ping);
}
