package labwire.netlab.stack;

import labwire.netlab.wire.Ipv4Packet;

/** Who sees what a stack does with packets, to report it; it changes nothing. Called on the lab's loop. */
public interface PacketObserver {
    /** A packet was for this stack. */
    void received(NetworkInterface arrival, Ipv4Packet packet);

    /** A packet of this stack's own goes out. */
    void sent(NetworkInterface departure, Ipv4Packet packet);

    /** A packet of others goes on. */
    void forwarded(NetworkInterface arrival, NetworkInterface departure, Ipv4Packet packet);

    /** A packet was not let through, or no route leads to its destination. */
    void dropped(NetworkInterface arrival, Ipv4Packet packet, IpCounter reason);
}
