package labwire.netlab.stack;

import java.util.Optional;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;

/**
 * Changes the addresses of packets that pass a router, before and after their route is chosen. Called on the lab's
 * loop.
 *
 * <p>Packets come whole: on an interface with translation, fragments wait until they are put together, since only the
 * first one has the ports.
 */
public interface AddressTranslation {
    /** True if packets that arrive or leave there concern the translation. */
    boolean isOn(NetworkInterface candidate);

    /**
     * A packet has arrived on an interface with translation.
     *
     * @return the packet to route, the same one if nothing is to be changed; empty to drop it
     */
    Optional<Ipv4Packet> beforeRouting(NetworkInterface ingress, Ipv4Packet packet);

    /**
     * A packet for others is about to leave by an interface with translation.
     *
     * @return the packet to send, the same one if nothing is to be changed; empty to drop it
     */
    Optional<Ipv4Packet> afterRouting(NetworkInterface ingress, NetworkInterface egress, Ipv4Packet packet);

    /** True if ARP requests on an interface for the address are to be answered, as it stands for another one. */
    boolean standsInFor(NetworkInterface on, Ipv4Address address);
}
