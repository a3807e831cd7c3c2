package labwire.netlab.stack.ip6;

import labwire.netlab.wire.Ipv6Packet;

/** A protocol on top of IPv6 that is neither TCP, UDP nor ICMPv6. Called on the lab's loop. */
@FunctionalInterface
public interface Ip6ProtocolReceiver {
    /**
     * A whole packet of the protocol has arrived: for this stack, or for a group that the interface is in.
     *
     * @param arrival the interface that it came in by
     */
    void received(Ip6Interface arrival, Ipv6Packet packet);
}
