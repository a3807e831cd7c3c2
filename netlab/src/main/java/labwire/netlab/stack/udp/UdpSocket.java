package labwire.netlab.stack.udp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.SourceRoute;
import labwire.netlab.wire.UdpDatagram;

/** One bound UDP port. Lab thread only. */
public final class UdpSocket {
    /** What fits into the largest IPv4 packet: 65535 bytes less the two headers. */
    public static final int MAX_PAYLOAD = 65_535 - Ipv4Packet.HEADER_LENGTH - UdpDatagram.HEADER_LENGTH;

    private final UdpLayer layer;
    private final IpAddress localAddress;
    private final int localPort;
    private final int interfaceIndex;
    private final boolean shared;
    private final UdpReceiver receiver;
    private int timeToLive = Ipv4Packet.DEFAULT_TTL;
    /** RFC 1112, 6.1. */
    private int multicastTimeToLive = 1;

    private int trafficClass;
    private Bytes options = Bytes.EMPTY;
    private boolean multicastLoop = true;
    private boolean closed;

    UdpSocket(
            UdpLayer layer,
            IpAddress localAddress,
            int localPort,
            int interfaceIndex,
            boolean shared,
            UdpReceiver receiver) {
        this.layer = layer;
        this.localAddress = localAddress;
        this.localPort = localPort;
        this.interfaceIndex = interfaceIndex;
        this.shared = shared;
        this.receiver = receiver;
    }

    /** The address that it is bound to, {@link Ipv4Address#ANY}, or {@link Ipv6Address#ANY} for both families. */
    public IpAddress localAddress() {
        return localAddress;
    }

    public int localPort() {
        return localPort;
    }

    public int timeToLive() {
        return timeToLive;
    }

    /**
     * Sets the TTL of what is sent from now on.
     *
     * @param newTimeToLive 1 to 255
     */
    public void timeToLive(int newTimeToLive) {
        timeToLive = checked(newTimeToLive);
    }

    /**
     * Sets the TTL of what is sent to groups from now on; 1 at first.
     *
     * @param newTimeToLive 1 to 255
     */
    public void multicastTimeToLive(int newTimeToLive) {
        multicastTimeToLive = checked(newTimeToLive);
    }

    /** The Differentiated Services field of what is sent, with the ECN bits. */
    public int trafficClass() {
        return trafficClass;
    }

    /**
     * Sets the Differentiated Services field, with the ECN bits, of what is sent from now on; 0 at first.
     *
     * @param newTrafficClass 0 to 255
     */
    public void trafficClass(int newTrafficClass) {
        if (newTrafficClass < 0 || newTrafficClass > 255) {
            throw new IllegalArgumentException("traffic class: " + newTrafficClass + " (expected: 0-255)");
        }
        trafficClass = newTrafficClass;
    }

    /** The options of the IPv4 packets that are sent. */
    public Bytes options() {
        return options;
    }

    /**
     * Sets the options of the IPv4 packets that are sent from now on; none at first. Those that are for marks (record
     * route, timestamp) get this host's. A source route names the gates alone, as {@link SourceRoute} says; {@link
     * SourceRoute#reversed} makes one of what has arrived.
     *
     * @param newOptions the options area as on the wire (RFC 791, 3.1), 0 to 40 bytes, a multiple of 4
     * @throws IllegalArgumentException if it is not so, or has two source routes
     */
    public void options(Bytes newOptions) {
        options = Ipv4Options.sendable(newOptions);
    }

    /** Whether this host hears what the socket sends to groups that it is in itself; true at first, as on Linux. */
    public void multicastLoop(boolean newMulticastLoop) {
        multicastLoop = newMulticastLoop;
    }

    boolean isMulticastLoop() {
        return multicastLoop;
    }

    private static int checked(int newTimeToLive) {
        if (newTimeToLive < 1 || newTimeToLive > 255) {
            throw new IllegalArgumentException("TTL: " + newTimeToLive + " (expected: 1-255)");
        }
        return newTimeToLive;
    }

    /** The TTL of what goes to that address. */
    int timeToLiveTo(IpAddress destination) {
        return destination.isMulticast() ? multicastTimeToLive : timeToLive;
    }

    /**
     * Sends one datagram.
     *
     * @param port 1 to 65535
     */
    public UdpSendResult send(IpAddress destination, int port, Bytes payload) {
        UdpLayer.checkPort(port, 1);
        return closed ? UdpSendResult.CLOSED : layer.send(this, destination, port, payload);
    }

    public boolean isClosed() {
        return closed;
    }

    /** Gives the port back; idempotent. */
    public void close() {
        if (!closed) {
            closed = true;
            layer.closed(this);
        }
    }

    UdpReceiver receiver() {
        return receiver;
    }

    /** True if datagrams to the address may be for this socket. */
    boolean accepts(IpAddress destination) {
        if (localAddress.isAny()) {
            return localAddress.family() == destination.family() || localAddress.equals(Ipv6Address.ANY);
        }
        return localAddress.equals(destination);
    }

    /** True if a datagram may be for this socket and for one at the other address too. */
    boolean overlaps(IpAddress other) {
        return accepts(other)
                || other.isAny() && (other.family() == localAddress.family() || other.equals(Ipv6Address.ANY));
    }

    /** True if others may have the same port. */
    boolean isShared() {
        return shared;
    }

    /** True if what arrives by the interface may be for this socket; or by any, if either is not of one alone. */
    boolean isOn(int index) {
        return interfaceIndex == UdpLayer.ANY_INTERFACE || index == UdpLayer.ANY_INTERFACE || interfaceIndex == index;
    }

    @Override
    public String toString() {
        return "udp " + localAddress + ":" + localPort;
    }
}
