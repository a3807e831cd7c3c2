package labwire.netlab.stack.icmp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;

/** What becomes of a ping. Called on the lab's loop, never within {@link IcmpLayer#ping}. */
public interface PingListener {
    /** The answer to a request has options in its IPv4 header; comes before {@link #replied}. */
    default void options(int sequence, Bytes options) {}

    /**
     * A request was answered.
     *
     * @param sequence of the request, from 1
     * @param from who answered
     * @param timeToLive that the answer had left; of IPv6, its hop limit
     * @param payloadBytes of the answer
     */
    void replied(int sequence, IpAddress from, int timeToLive, int payloadBytes, long roundTripNanos);

    /**
     * A request did not arrive, as an ICMP error says, or an ICMPv6 one for a destination of IPv6.
     *
     * @param reporter who says so: a router on the way, or this stack itself
     */
    void failed(int sequence, int type, int code, IpAddress reporter);

    /** A request could not be sent: no route leads to the destination. */
    void unsendable(int sequence);

    void timedOut(int sequence);

    /** The last request has its answer or is given up; not called after {@link Ping#stop()}. */
    void finished(Ping ping);
}
