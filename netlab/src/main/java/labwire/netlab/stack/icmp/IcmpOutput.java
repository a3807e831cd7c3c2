package labwire.netlab.stack.icmp;

import java.util.Optional;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Address;

/** What ICMP needs of IPv4. */
public interface IcmpOutput {
    /** The address of ours from which packets to the destination go; empty if there is no route. */
    Optional<Ipv4Address> sourceFor(Ipv4Address destination);

    /** True if the address is one of this stack's own. */
    boolean isLocal(Ipv4Address address);

    /** True if all stations of a network that this stack knows have the address, besides 255.255.255.255. */
    boolean isBroadcast(Ipv4Address address);

    /**
     * A gateway says that another one is nearer to a destination.
     *
     * @return whether packets go that way from now on
     */
    boolean redirect(Ipv4Address destination, Ipv4Address gateway, Ipv4Address better);

    /** Sends a message; it may be lost like any other. */
    void send(IcmpHeader header, IcmpMessage message);
}
