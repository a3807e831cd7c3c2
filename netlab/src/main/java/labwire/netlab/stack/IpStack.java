package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import labwire.netlab.stack.icmp.IcmpCounters;
import labwire.netlab.stack.icmp.IcmpErrors;
import labwire.netlab.stack.icmp.IcmpLayer;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.icmp.Pings;
import labwire.netlab.stack.ip6.Ip6Layer;
import labwire.netlab.stack.ip6.Ip6Transports;
import labwire.netlab.stack.tcp.TcpLayer;
import labwire.netlab.stack.udp.UdpLayer;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/**
 * The network stack of a host or a router: IPv4 on its interfaces, TCP, UDP and ICMP on top.
 *
 * <p>A new one is a host, with a loopback and no other interface. Lab thread only.
 */
public final class IpStack {
    /** Interfaces of one stack; {@link #addInterface} refuses more. */
    public static final int MAX_INTERFACES = 4096;
    /** Who may listen for changes of interfaces. */
    public static final int MAX_LISTENERS = 64;

    private static final int LOOPBACK_PREFIX_LENGTH = 8;

    private final LabEventLoop loop;
    private final String name;
    private final IpCounters counters = new IpCounters();
    private final RouteTable routes;
    private final List<NetworkInterface> interfaces = new ArrayList<>();
    private final NetworkInterface loopback;
    private final NetworkInterface discard;
    private final InterfaceListeners listeners = new InterfaceListeners();
    private final IpOutput output;
    private final Ip6Layer ipv6;
    private final TransportOutput transport;
    private final TcpLayer tcp;
    private final UdpLayer udp;
    private final IcmpLayer icmp;
    private final ErrorsToSockets errors;
    private final DestinationCache destinations;
    private final Forwarder forwarder;
    private final SourceRouting sourceRouting;
    private final LocalDelivery here;
    private final IpInput input;
    private final RandomGenerator groupDelays;
    private int interfacesSoFar;
    private @Nullable AddressTranslation translation;

    /**
     * A stack without interfaces but its loopback.
     *
     * @param name the device's; its random streams are named after it
     */
    public IpStack(LabEventLoop loop, String name, RandomStreams random) {
        this.loop = loop;
        this.name = name;
        routes = new RouteTable(loop);
        destinations = new DestinationCache(routes, new DefaultGateways(routes, this::isForwarding));
        IcmpCounters icmpCounters = new IcmpCounters();
        loopback = newInterface("lo", new LoopbackLink(loop));
        discard = newInterface("Null0", new NullLink());
        int firstIdentification = random.stream(name + "/ip").nextInt();
        output = new IpOutput(
                loop, routes, destinations, interfaces, loopback, counters, icmpCounters, firstIdentification);
        ipv6 = new Ip6Layer(loop, random.stream(name + "/ip6"), new Ip6Receiver(), () -> {});
        transport = new TransportOutput(output, ipv6);
        tcp = new TcpLayer(loop, transport, random.stream(name + "/tcp"));
        udp = new UdpLayer(transport, random.stream(name + "/udp"));
        errors = new ErrorsToSockets(tcp, udp, output.pathMtus());
        icmp = new IcmpLayer(loop, output, icmpCounters, random.stream(name + "/icmp"), errors);
        forwarder = new Forwarder(output, counters);
        here = new LocalDelivery(loop, tcp, udp, icmp, output.errors(), counters);
        sourceRouting = new SourceRouting(destinations, output, counters, forwarder);
        input = new IpInput(loop, routes, destinations, output, counters, here, forwarder, sourceRouting);
        groupDelays = random.stream(name + "/igmp");
        open(loopback);
        loopback.addAddress(Ipv4Address.LOOPBACK, LOOPBACK_PREFIX_LENGTH);
    }

    /** The device's name. */
    public String name() {
        return name;
    }

    /**
     * Adds an interface, enabled and without an address.
     *
     * @param interfaceName such as {@code GigabitEthernet0/1} or {@code eth0}
     * @throws IllegalArgumentException if there is one of that name, or there are {@link #MAX_INTERFACES}
     */
    public NetworkInterface addInterface(String interfaceName, LinkLayer link) {
        if (interfaceNamed(interfaceName).isPresent()) {
            throw new IllegalArgumentException("interface: " + interfaceName + " is there (expected: another name)");
        }
        if (interfaces.size() == MAX_INTERFACES) {
            throw new IllegalArgumentException(
                    "interfaces: " + MAX_INTERFACES + " (expected: at most " + MAX_INTERFACES + ")");
        }
        NetworkInterface added = newInterface(interfaceName, link);
        interfaces.add(added);
        open(added);
        listeners.added(added);
        return added;
    }

    /** Takes an interface that was added out again, with its addresses; nothing happens if it is not there. */
    public void removeInterface(NetworkInterface removed) {
        if (!interfaces.contains(removed)) {
            return;
        }
        for (InterfaceAddress address : removed.addresses()) {
            removed.removeAddress(address.address());
        }
        removed.setEnabled(false);
        removed.close();
        interfaces.remove(removed);
        listeners.removed(removed);
    }

    /** The interfaces that were added, in order, without the {@link #loopback()}. */
    public List<NetworkInterface> interfaces() {
        return List.copyOf(interfaces);
    }

    /** The interface, or the loopback, of that very name. */
    public Optional<NetworkInterface> interfaceNamed(String interfaceName) {
        for (NetworkInterface candidate : interfaces) {
            if (candidate.name().equals(interfaceName)) {
                return Optional.of(candidate);
            }
        }
        return loopback.name().equals(interfaceName) ? Optional.of(loopback) : Optional.empty();
    }

    /** The interface that has the address, up or not. */
    public Optional<NetworkInterface> interfaceWith(Ipv4Address address) {
        for (NetworkInterface candidate : interfaces) {
            if (candidate.hasAddress(address)) {
                return Optional.of(candidate);
            }
        }
        return loopback.hasAddress(address) ? Optional.of(loopback) : Optional.empty();
    }

    /** 127.0.0.0/8, and the way to this stack's own addresses. */
    public NetworkInterface loopback() {
        return loopback;
    }

    /** Where routes to nowhere lead, as to IOS's Null0. */
    public NetworkInterface discard() {
        return discard;
    }

    /** The interface of that index, the loopback among them. */
    public Optional<NetworkInterface> interfaceAt(int index) {
        for (NetworkInterface candidate : interfaces) {
            if (candidate.index() == index) {
                return Optional.of(candidate);
            }
        }
        return loopback.index() == index ? Optional.of(loopback) : Optional.empty();
    }

    /**
     * Tells of what becomes of the interfaces from now on.
     *
     * @throws IllegalStateException if there are {@link #MAX_LISTENERS}
     */
    public void listen(InterfaceListener listener) {
        if (listeners.size() == MAX_LISTENERS) {
            throw new IllegalStateException("listeners: " + MAX_LISTENERS + " (expected: fewer)");
        }
        listeners.add(listener);
    }

    /** Tells of no more changes. */
    public void unlisten(InterfaceListener listener) {
        listeners.remove(listener);
    }

    /**
     * Sets who takes the packets of a protocol of its own on top of IP.
     *
     * @param number as in the IP header, such as 89 for OSPF
     * @throws IllegalArgumentException if it is TCP's, UDP's, ICMP's or IGMP's, or not 0 to 255
     */
    public void protocol(int number, ProtocolReceiver receiver) {
        here.protocol(number, receiver);
    }

    /** Nobody takes the packets of the protocol any more: their senders are told so. */
    public void removeProtocol(int number) {
        here.protocol(number, null);
    }

    /**
     * Sends a packet the way that its destination goes.
     *
     * @param packet its identification is set here
     */
    public void send(Ipv4Packet packet) {
        output.sendNumbered(packet);
    }

    /**
     * Sends a packet out of an interface, whatever the routes say: to a multicast group, to 255.255.255.255, or to a
     * neighbour there, which is asked for by ARP. Lost if the interface is down.
     *
     * @param packet from an address of this stack or from 0.0.0.0; its identification is set here
     */
    public void send(Ipv4Packet packet, NetworkInterface egress) {
        output.sendNumbered(packet, egress);
    }

    /** As {@link #send(Ipv4Packet, NetworkInterface)}, to a station whose MAC address is known: without ARP. */
    public void send(Ipv4Packet packet, NetworkInterface egress, MacAddress station) {
        output.sendNumbered(packet, egress, station);
    }

    /** Sets what changes the addresses of packets that pass; null for nothing. */
    public void translation(@Nullable AddressTranslation newTranslation) {
        translation = newTranslation;
        input.translation(newTranslation);
        forwarder.translation(newTranslation);
    }

    /**
     * Whether bulk TCP leaves this stack in super-segments, as it does unless told otherwise. Off, each segment crosses
     * each hop by itself, as after a kernel's {@code ethtool -K eth0 tso off gso off}.
     */
    public void segmentationOffload(boolean on) {
        transport.segmentationOffload(on);
    }

    /** Sets who sees what becomes of packets; null for nobody. */
    public void observer(@Nullable PacketObserver observer) {
        PacketObserver newObserver = observer == null ? null : new WirePackets(observer);
        input.observer(newObserver);
        forwarder.observer(newObserver);
        output.observer(newObserver);
    }

    /** Sets who takes packets to addresses to which this stack has no route, in place of a router; null for nobody. */
    public void unrouted(@Nullable UnroutedReceiver receiver) {
        here.unrouted(receiver);
    }

    /** To tell senders why their packets do not go on. */
    public IcmpErrors errors() {
        return output.errors();
    }

    public RouteTable routes() {
        return routes;
    }

    /** The address of ours from which packets to the destination go; empty if there is no route. */
    public Optional<IpAddress> sourceFor(IpAddress destination) {
        return transport.sourceFor(destination);
    }

    /** True if the address is one of this stack's own, its interface up or not, or any of 127/8. */
    public boolean isLocal(IpAddress address) {
        return transport.hasAddress(address);
    }

    /** True if it is 255.255.255.255, or the broadcast address of a network that one of our interfaces is in. */
    public boolean isBroadcast(Ipv4Address address) {
        return address.isLimitedBroadcast() || output.isBroadcast(address);
    }

    /** True for a router: packets for others are sent on. */
    public boolean isForwarding() {
        return forwarder.isEnabled();
    }

    public void setForwarding(boolean forwarding) {
        forwarder.setEnabled(forwarding);
        output.followRedirects(!forwarding);
    }

    /** True if packets with source routes are taken in, and sent on if this is a router; false at first, as on Linux. */
    public boolean isSourceRouting() {
        return sourceRouting.isEnabled();
    }

    /** While off, packets with source routes are dropped and counted (RFC 7126, 4.3 and 4.4). */
    public void setSourceRouting(boolean sourceRoutes) {
        sourceRouting.setEnabled(sourceRoutes);
    }

    public TcpLayer tcp() {
        return tcp;
    }

    public UdpLayer udp() {
        return udp;
    }

    /** The other family: its addresses, routes and neighbours. */
    public Ip6Layer ipv6() {
        return ipv6;
    }

    /**
     * Begins to send echo requests of the destination's family.
     *
     * @throws IllegalStateException if {@link Pings#MAX_PINGS} of it are under way
     */
    public Ping ping(IpAddress destination, PingSettings settings, PingListener pingListener) {
        return destination instanceof Ipv4Address to
                ? icmp.ping(to, settings, pingListener)
                : ipv6.icmp().ping((Ipv6Address) destination, settings, pingListener);
    }

    public IcmpLayer icmp() {
        return icmp;
    }

    public IpCounters counters() {
        return counters;
    }

    private NetworkInterface newInterface(String interfaceName, LinkLayer link) {
        return new NetworkInterface(
                loop,
                interfaceName,
                ++interfacesSoFar,
                link,
                routes,
                counters,
                this::neighborUnreachable,
                this::standsInFor,
                listeners);
    }

    private void open(NetworkInterface added) {
        GroupMembership membership =
                new GroupMembership(loop, added, counters, this::send, groupDelays, this::isForwarding);
        added.open(input, counters, ipv6, membership);
    }

    /** For what is translated, and with proxy ARP for what other interfaces lead to. */
    private boolean standsInFor(NetworkInterface on, Ipv4Address target) {
        if (translation != null && translation.standsInFor(on, target)) {
            return true;
        }
        return isForwarding()
                && on.isProxyArp()
                && routes.nextHop(target).filter(way -> way.egress() != on).isPresent();
    }

    /** What IPv6 has for TCP and UDP. */
    private final class Ip6Receiver implements Ip6Transports {
        @Override
        public void segment(Ipv6Packet packet) {
            tcp.receive(packet);
        }

        @Override
        public boolean datagram(Ipv6Packet packet, UdpDatagram datagram, int interfaceIndex) {
            return udp.receive(packet, datagram, interfaceIndex);
        }

        @Override
        public void failed(Ipv6Packet quoted, int type, int code, IpAddress reporter) {
            errors.received(quoted, type, code, reporter);
        }
    }

    private void neighborUnreachable(Ipv4Packet packet) {
        output.errors().hostUnreachable(packet);
    }

    @Override
    public String toString() {
        return name;
    }
}
