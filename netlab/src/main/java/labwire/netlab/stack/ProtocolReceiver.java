package labwire.netlab.stack;

import labwire.netlab.wire.Ipv4Packet;

/** A protocol on top of IP that is neither TCP, UDP nor ICMP, such as OSPF. Called on the lab's loop. */
@FunctionalInterface
public interface ProtocolReceiver {
    /**
     * A whole packet of the protocol has arrived: for this stack, or for a group that its interface is in.
     *
     * @param arrival the interface that it came in by
     */
    void received(NetworkInterface arrival, Ipv4Packet packet);
}
