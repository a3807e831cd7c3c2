package labwire.netlab.stack;

import labwire.netlab.wire.Ipv4Packet;

/** Decides which packets pass an interface in one direction. Called on the lab's loop, for each packet. */
@FunctionalInterface
public interface PacketFilter {
    /** What becomes of a packet. */
    enum Verdict {
        PERMIT,
        /** Dropped; its sender is told, unless the interface keeps silent. */
        DENY
    }

    Verdict judge(Ipv4Packet packet);
}
