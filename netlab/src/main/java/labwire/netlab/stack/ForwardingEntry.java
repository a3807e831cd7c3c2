package labwire.netlab.stack;

import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * What is done with packets to a destination: a route, resolved.
 *
 * @param egress the interface to send from; for {@link Delivery#LOCAL}, the owner of the address
 * @param gateway the neighbour to send to; null if that is the destination itself
 */
record ForwardingEntry(
        Delivery delivery,
        Route route,
        NetworkInterface egress,
        @Nullable Ipv4Address gateway) {
    /** The ways in which a packet can leave the decision. */
    enum Delivery {
        /** To this stack. */
        LOCAL,
        /** To all on a network that this stack is connected to. */
        BROADCAST,
        /** To one neighbour. */
        NEIGHBOR
    }
}
