package labwire.netlab.stack.ip6;

import labwire.netlab.wire.Ipv6Packet;

/** Decides which packets pass an interface in one direction. Called on the lab's loop, for each packet. */
@FunctionalInterface
public interface Ip6Filter {
    /** False for one that is dropped; its sender is told. */
    boolean passes(Ipv6Packet packet);
}
