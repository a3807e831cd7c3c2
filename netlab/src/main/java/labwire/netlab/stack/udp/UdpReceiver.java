package labwire.netlab.stack.udp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;

/** What an application does with its socket's datagrams. Called on the lab's loop; may call anything on the socket. */
@FunctionalInterface
public interface UdpReceiver {
    /**
     * A datagram has arrived.
     *
     * @param destination the address that it was sent to: one of ours, or a broadcast address
     */
    void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload);

    /**
     * As {@link #received}, which it calls, for those who need to know by which interface the datagram came in.
     *
     * @param interfaceIndex the index of the interface in its stack, as in RFC 3493, 4
     */
    default void receivedOn(
            int interfaceIndex, IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
        received(source, sourcePort, destination, payload);
    }

    /**
     * As {@link #receivedOn}, which it calls, for those who want to see the options of the IPv4 packet.
     *
     * @param options the options area as on the wire, with the marks of the routers; empty by IPv6
     */
    default void receivedWith(
            Bytes options, int interfaceIndex, IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
        receivedOn(interfaceIndex, source, sourcePort, destination, payload);
    }

    /** A datagram of this socket did not arrive, as an ICMP error says. */
    default void failed(UdpError error) {}
}
