package labwire.netlab.stack;

import labwire.netlab.wire.Ipv4Packet;

/** Takes what arrives at a host for addresses to which it has no route. Called on the lab's loop. */
@FunctionalInterface
public interface UnroutedReceiver {
    /**
     * A whole packet to a single address that is not this stack's and to which no route leads.
     *
     * @param arrival the interface that it came in by
     */
    void received(NetworkInterface arrival, Ipv4Packet packet);
}
