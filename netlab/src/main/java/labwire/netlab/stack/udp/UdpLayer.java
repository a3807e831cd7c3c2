package labwire.netlab.stack.udp;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.SourceRoute;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/**
 * The UDP of one stack (<a href="https://www.rfc-editor.org/rfc/rfc768">RFC 768</a>,
 * <a href="https://www.rfc-editor.org/rfc/rfc1122#section-4.1">RFC 1122, 4.1</a>). Lab thread only.
 */
public final class UdpLayer {
    /** Sockets of one stack; {@link #bind} refuses more. */
    public static final int MAX_SOCKETS = 16_384;

    /** In place of an interface's index: whichever. */
    public static final int ANY_INTERFACE = 0;

    private static final int MAX_PORT = 65_535;
    /** The dynamic ports of RFC 6335, 6. */
    private static final int FIRST_EPHEMERAL_PORT = 49_152;

    private static final int EPHEMERAL_PORTS = MAX_PORT - FIRST_EPHEMERAL_PORT + 1;

    private final UdpOutput output;
    private final RandomGenerator random;
    private final UdpCounters counters = new UdpCounters();
    /** By port: one bound to any address, or some bound to one each. */
    private final IntObjectMap<List<UdpSocket>> sockets = new IntObjectHashMap<>();

    private int socketCount;

    public UdpLayer(UdpOutput output, RandomGenerator random) {
        this.output = output;
        this.random = random;
    }

    /**
     * Takes a port.
     *
     * @param local one of the stack's addresses, {@link Ipv4Address#ANY}, or {@link Ipv6Address#ANY} for both families
     * @param port 0 for any free one
     * @throws UdpException if the port is taken, the address not ours, or no port or socket left
     */
    public UdpSocket bind(IpAddress local, int port, UdpReceiver receiver) throws UdpException {
        return bind(local, port, ANY_INTERFACE, receiver);
    }

    /**
     * Takes a port on one interface: only what arrives there is for the socket.
     *
     * @param local one of the stack's addresses, {@link Ipv4Address#ANY}, or {@link Ipv6Address#ANY} for both families
     * @param port 0 for any free one
     * @param interfaceIndex the interface's, or {@link #ANY_INTERFACE}
     * @throws UdpException if the port is taken, the address not ours, or no port or socket left
     */
    public UdpSocket bind(IpAddress local, int port, int interfaceIndex, UdpReceiver receiver) throws UdpException {
        return bind(local, port, interfaceIndex, false, receiver);
    }

    /**
     * Takes a port, perhaps together with others.
     *
     * @param shared true to share it with others that were bound so, as with SO_REUSEADDR: each gets what is for groups
     *     and for all, and the newest what is for one host
     * @throws UdpException if the port is taken, the address not ours, or no port or socket left
     */
    public UdpSocket bind(IpAddress local, int port, int interfaceIndex, boolean shared, UdpReceiver receiver)
            throws UdpException {
        checkPort(port, 0);
        if (!local.isAny() && !output.hasAddress(local)) {
            throw new UdpException("local address: " + local + " (expected: an address of this host)");
        }
        if (socketCount == MAX_SOCKETS) {
            throw new UdpException("sockets: " + socketCount + " (expected: fewer than " + MAX_SOCKETS + ")");
        }
        int chosen = port == 0 ? ephemeralPort(local, interfaceIndex) : port;
        if (!isFree(local, chosen, interfaceIndex, shared && port != 0)) {
            throw new UdpException("local port: " + local + ":" + chosen + " is taken (expected: a free one)");
        }
        UdpSocket socket = new UdpSocket(this, local, chosen, interfaceIndex, shared, receiver);
        // The newest first, so that it is found first.
        sockets.computeIfAbsent(chosen, key -> new ArrayList<>(1)).add(0, socket);
        socketCount++;
        return socket;
    }

    /**
     * Gives a datagram to its socket. One to a broadcast address is for a socket that is bound to any address, as on
     * Linux.
     *
     * @param packet addressed to this stack, its payload the datagram
     * @param interfaceIndex of the interface that it came in by
     * @return false if no socket takes it, so that port unreachable may be answered
     */
    public boolean receive(IpPacket packet, UdpDatagram datagram, int interfaceIndex) {
        if (!datagram.checksumValid()) {
            counters.countBadChecksum();
            return true;
        }
        List<UdpSocket> onPort = sockets.get(datagram.destinationPort());
        UdpSocket socket = onPort == null ? null : find(onPort, packet.destination(), interfaceIndex);
        if (socket == null) {
            counters.countNoPort();
            return false;
        }
        counters.countReceived();
        if (onPort.size() > 1 && !packet.destination().isUnicast()) {
            // A receiver may close its socket, or another's.
            for (UdpSocket each : List.copyOf(onPort)) {
                if (each.accepts(packet.destination()) && each.isOn(interfaceIndex) && !each.isClosed()) {
                    give(each, packet, datagram, interfaceIndex);
                }
            }
        } else {
            give(socket, packet, datagram, interfaceIndex);
        }
        return true;
    }

    private static void give(UdpSocket socket, IpPacket packet, UdpDatagram datagram, int interfaceIndex) {
        socket.receiver()
                .receivedWith(
                        packet instanceof Ipv4Packet ipv4 ? ipv4.options() : Bytes.EMPTY,
                        interfaceIndex,
                        packet.source(),
                        datagram.sourcePort(),
                        packet.destination(),
                        datagram.payload());
    }

    /**
     * Tells the socket that sent it of an ICMP error about a datagram.
     *
     * @param quoted as the error quotes it: its ports at least
     */
    public void unreachable(IpPacket quoted, UdpDatagram datagram, int type, int code, IpAddress reporter) {
        List<UdpSocket> onPort = sockets.get(datagram.sourcePort());
        UdpSocket socket = onPort == null ? null : find(onPort, quoted.source(), ANY_INTERFACE);
        if (socket != null) {
            counters.countErrorReceived();
            socket.receiver()
                    .failed(new UdpError(type, code, reporter, quoted.destination(), datagram.destinationPort()));
        }
    }

    public UdpCounters counters() {
        return counters;
    }

    /** The open sockets, by port, then address. */
    public List<UdpSocket> sockets() {
        List<UdpSocket> all = new ArrayList<>();
        sockets.values().forEach(all::addAll);
        all.sort(Comparator.comparingInt(UdpSocket::localPort).thenComparing(UdpSocket::localAddress, IpAddress.ORDER));
        return all;
    }

    UdpSendResult send(UdpSocket socket, IpAddress destination, int port, Bytes payload) {
        IpAddress source = socket.localAddress();
        if (source.isAny()) {
            Optional<IpAddress> chosen = output.sourceFor(SourceRoute.firstStop(socket.options(), destination));
            if (chosen.isEmpty() || !socket.accepts(chosen.get())) {
                return UdpSendResult.NO_ROUTE;
            }
            source = chosen.get();
        }
        if (payload.length() > UdpSocket.MAX_PAYLOAD - socket.options().length()) {
            return UdpSendResult.TOO_LONG;
        }
        counters.countSent();
        UdpDatagram datagram = new UdpDatagram(socket.localPort(), port, payload);
        int timeToLive = socket.timeToLiveTo(destination);
        output.send(source, destination, socket.trafficClass(), timeToLive, socket.options(), datagram);
        if (destination.isMulticast() && socket.isMulticastLoop()) {
            output.loopBack(source, destination, socket.trafficClass(), timeToLive, datagram);
        }
        return UdpSendResult.SENT;
    }

    void closed(UdpSocket socket) {
        List<UdpSocket> onPort = sockets.get(socket.localPort());
        if (onPort != null && onPort.remove(socket)) {
            socketCount--;
            if (onPort.isEmpty()) {
                sockets.remove(socket.localPort());
            }
        }
    }

    static void checkPort(int port, int least) {
        if (port < least || port > MAX_PORT) {
            throw new IllegalArgumentException("port: " + port + " (expected: " + least + "-" + MAX_PORT + ")");
        }
    }

    private static @Nullable UdpSocket find(List<UdpSocket> onPort, IpAddress local, int interfaceIndex) {
        for (int i = 0; i < onPort.size(); i++) {
            if (onPort.get(i).accepts(local) && onPort.get(i).isOn(interfaceIndex)) {
                return onPort.get(i);
            }
        }
        return null;
    }

    /** As Linux: an address and ANY of its family do not share a port, nor do an interface and any. */
    private boolean isFree(IpAddress local, int port, int interfaceIndex, boolean shared) {
        List<UdpSocket> onPort = sockets.get(port);
        if (onPort == null) {
            return true;
        }
        for (UdpSocket socket : onPort) {
            if (!(shared && socket.isShared()) && socket.isOn(interfaceIndex) && socket.overlaps(local)) {
                return false;
            }
        }
        return true;
    }

    /** The first free port from a random one on (RFC 6056, 3.3.1). */
    private int ephemeralPort(IpAddress local, int interfaceIndex) throws UdpException {
        int start = random.nextInt(EPHEMERAL_PORTS);
        for (int i = 0; i < EPHEMERAL_PORTS; i++) {
            int port = FIRST_EPHEMERAL_PORT + (start + i) % EPHEMERAL_PORTS;
            if (isFree(local, port, interfaceIndex, false)) {
                return port;
            }
        }
        throw new UdpException(
                "local port: none free (expected: one of " + FIRST_EPHEMERAL_PORT + "-" + MAX_PORT + ")");
    }
}
