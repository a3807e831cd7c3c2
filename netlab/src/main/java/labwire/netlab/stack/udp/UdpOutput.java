package labwire.netlab.stack.udp;

import java.util.Optional;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.UdpDatagram;

/** What UDP needs of the layer below. */
public interface UdpOutput {
    /** The address of ours from which packets to the destination go; empty if there is no route. */
    Optional<IpAddress> sourceFor(IpAddress destination);

    /** True if the address is one of this stack's own, up or not, so that a socket may be bound to it. */
    boolean hasAddress(IpAddress address);

    /**
     * Sends a datagram; it may be lost like any other.
     *
     * @param trafficClass the Differentiated Services field and the ECN bits, 0 to 255
     * @param options of an IPv4 packet, see {@link UdpSocket#options(Bytes)}
     */
    void send(
            IpAddress source,
            IpAddress destination,
            int trafficClass,
            int timeToLive,
            Bytes options,
            UdpDatagram datagram);

    /** Gives a datagram that goes to a group to those of this stack who are in it on the interface that it leaves by. */
    void loopBack(IpAddress source, IpAddress group, int trafficClass, int timeToLive, UdpDatagram datagram);
}
