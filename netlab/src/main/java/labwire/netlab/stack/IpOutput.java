package labwire.netlab.stack;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.stack.icmp.IcmpCounters;
import labwire.netlab.stack.icmp.IcmpErrors;
import labwire.netlab.stack.icmp.IcmpHeader;
import labwire.netlab.stack.icmp.IcmpOutput;
import labwire.netlab.stack.icmp.PathMtuCache;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.SourceRoute;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/** What begins in this stack: makes packets of segments, datagrams and messages, and chooses their way. */
final class IpOutput implements IcmpOutput {
    /** Smaller paths are not believed, as in Linux. */
    private static final int MIN_PATH_MTU = 552;

    /** The Ethernet addresses of IPv4 groups begin here (RFC 1112, 6.4). */
    private static final long GROUP_MAC = 0x0100_5E00_0000L;

    private static final int GROUP_MAC_BITS = 0x7F_FFFF;
    private static final int MAX_IDENTIFICATION = 0xFFFF;

    private final LabEventLoop loop;
    private final RouteTable routes;
    private final DestinationCache destinations;
    /** Without the loopback, in the order in which they were added. */
    private final List<NetworkInterface> interfaces;

    private final PathMtuCache<Ipv4Address> pathMtus;
    private final IpCounters counters;
    private final IcmpErrors errors;
    private final IpEgress egress;
    /** Of the last packet that is not TCP's. */
    private int identification;

    private boolean followsRedirects = true;
    private @Nullable PacketObserver observer;

    IpOutput(
            LabEventLoop loop,
            RouteTable routes,
            DestinationCache destinations,
            List<NetworkInterface> interfaces,
            NetworkInterface loopback,
            IpCounters counters,
            IcmpCounters icmpCounters,
            int firstIdentification) {
        this.loop = loop;
        this.routes = routes;
        this.destinations = destinations;
        this.interfaces = interfaces;
        this.counters = counters;
        identification = firstIdentification;
        pathMtus = new PathMtuCache<>(loop, MIN_PATH_MTU);
        errors = new IcmpErrors(loop, this, icmpCounters);
        egress = new IpEgress(loopback, counters, errors);
    }

    IcmpErrors errors() {
        return errors;
    }

    IpEgress egress() {
        return egress;
    }

    /** Sees what is sent; null for nobody. */
    void observer(@Nullable PacketObserver newObserver) {
        observer = newObserver;
    }

    PathMtuCache<Ipv4Address> pathMtus() {
        return pathMtus;
    }

    @Override
    public Optional<Ipv4Address> sourceFor(Ipv4Address destination) {
        if (isGroup(destination)) {
            Optional<Ipv4Address> first = firstAddress();
            return destination.isLimitedBroadcast() ? first.or(() -> Optional.of(Ipv4Address.ANY)) : first;
        }
        Destination way = destinations.find(destination);
        if (way == null) {
            return Optional.empty();
        }
        return switch (way.delivery()) {
            case LOCAL -> Optional.of(destination);
            case DISCARD -> firstAddress();
            case BROADCAST -> way.egress().sourceFor(destination);
            case NEIGHBOR -> way.egress().sourceFor(way.nextHop()).or(this::firstAddress);
        };
    }

    int maximumTransmissionUnit(Ipv4Address destination) {
        Destination way = isGroup(destination) ? null : destinations.find(destination);
        if (way == null) {
            return pathMtus.limit(destination, NetworkInterface.DEFAULT_MTU);
        }
        if (way.delivery() == Delivery.LOCAL) {
            return NetworkInterface.MAX_MTU;
        }
        return pathMtus.limit(destination, way.egress().mtu());
    }

    @Override
    public boolean isLocal(Ipv4Address address) {
        return isDelivered(address, Delivery.LOCAL);
    }

    /** What goes to the destination stays unanswered: its next hop is asked again whether it is there. */
    void doubt(Ipv4Address destination) {
        Destination way = destinations.find(destination);
        if (way != null && way.delivery() == Delivery.NEIGHBOR) {
            way.egress().neighbors().find(way.nextHop()).ifPresent(Neighbor::doubted);
        }
    }

    boolean hasAddress(Ipv4Address address) {
        if (address.isLoopback()) {
            return true;
        }
        for (NetworkInterface on : interfaces) {
            if (on.hasAddress(address)) {
                return true;
            }
        }
        return false;
    }

    /** A host follows redirects, a router has its routes (RFC 1812, 5.2.7.2). */
    void followRedirects(boolean newFollowsRedirects) {
        followsRedirects = newFollowsRedirects;
    }

    @Override
    public boolean redirect(Ipv4Address destination, Ipv4Address gateway, Ipv4Address better) {
        return followsRedirects && destinations.redirect(destination, gateway, better);
    }

    @Override
    public boolean isBroadcast(Ipv4Address address) {
        return isDelivered(address, Delivery.BROADCAST);
    }

    /** Asks the routes themselves, so that strangers' addresses do not push out of the cache what is in use. */
    private boolean isDelivered(Ipv4Address address, Delivery delivery) {
        ForwardingEntry entry = routes.find(address.value());
        return entry != null && entry.delivery() == delivery;
    }

    /**
     * The packet for a segment.
     *
     * @param timeToLive 0: {@link Ipv4Packet#DEFAULT_TTL}
     * @param number its lower 16 bits are the packet's identification
     */
    Ipv4Packet packet(
            Ipv4Address source,
            Ipv4Address destination,
            int trafficClass,
            int timeToLive,
            int number,
            Bytes options,
            TcpSegment segment) {
        int lifetime = timeToLive == 0 ? Ipv4Packet.DEFAULT_TTL : timeToLive;
        int first = number & MAX_IDENTIFICATION;
        Ipv4Packet packet = new Ipv4Packet(
                trafficClass, first, true, false, 0, lifetime, source, destination, Bytes.EMPTY, segment);
        return withOptions(packet, options);
    }

    void send(
            Ipv4Address source,
            Ipv4Address destination,
            int trafficClass,
            int timeToLive,
            Bytes options,
            UdpDatagram datagram) {
        send(withOptions(packet(trafficClass, false, timeToLive, source, destination, datagram), options));
    }

    private Ipv4Packet withOptions(Ipv4Packet packet, Bytes options) {
        return options.isEmpty() ? packet : marked(SourceRoute.depart(packet.withOptions(options)), packet.source());
    }

    /** As Linux's IP_MULTICAST_LOOP: a copy comes over the loopback if an interface that sends it is in the group. */
    void loopBack(Ipv4Address source, Ipv4Address group, int trafficClass, int timeToLive, UdpDatagram datagram) {
        for (NetworkInterface on : interfaces) {
            if (sendsFrom(on, source) && on.groups().hears(group, source)) {
                egress.loopBack(packet(trafficClass, false, timeToLive, source, group, datagram));
                return;
            }
        }
    }

    @Override
    public void send(IcmpHeader header, IcmpMessage message) {
        Ipv4Packet packet = packet(
                header.typeOfService(),
                header.dontFragment(),
                header.timeToLive(),
                header.source(),
                header.destination(),
                message);
        send(withOptions(packet, header.options()));
    }

    /** With this stack's mark in the options that are for marks. */
    Ipv4Packet marked(Ipv4Packet packet, Ipv4Address own) {
        long millisOfDay = loop.clock().millis() % TimeUnit.DAYS.toMillis(1);
        return packet.withOptions(Ipv4Options.marked(packet.options(), own, (int) millisOfDay, this::hasAddress));
    }

    /** Numbers a packet of this stack's own and sends it the way that its destination goes. */
    void sendNumbered(Ipv4Packet packet) {
        send(packet.withIdentification(nextIdentification()));
    }

    /**
     * Numbers a packet and sends it out of an interface, whatever the routes say: to a group, to all, or to a
     * neighbour there.
     */
    void sendNumbered(Ipv4Packet packet, NetworkInterface on) {
        Ipv4Address destination = packet.destination();
        if (isGroup(destination)) {
            sendNumbered(packet, on, groupMac(destination));
        } else if (on.isUp()) {
            counters.count(IpCounter.SENT);
            egress.sendToNeighbor(packet.withIdentification(nextIdentification()), on);
        } else {
            counters.count(IpCounter.NO_ROUTE);
        }
    }

    /** Numbers a packet and sends it out of an interface to a station, without asking where its destination is. */
    void sendNumbered(Ipv4Packet packet, NetworkInterface on, MacAddress station) {
        if (on.isUp()) {
            counters.count(IpCounter.SENT);
            egress.sendToAll(packet.withIdentification(nextIdentification()), on, station);
        } else {
            counters.count(IpCounter.NO_ROUTE);
        }
    }

    private static MacAddress groupMac(Ipv4Address group) {
        return group.isLimitedBroadcast()
                ? MacAddress.BROADCAST
                : new MacAddress(GROUP_MAC | group.value() & GROUP_MAC_BITS);
    }

    private Ipv4Packet packet(
            int typeOfService,
            boolean dontFragment,
            int timeToLive,
            Ipv4Address source,
            Ipv4Address destination,
            IpPayload payload) {
        int number = nextIdentification();
        return new Ipv4Packet(
                typeOfService, number, dontFragment, false, 0, timeToLive, source, destination, Bytes.EMPTY, payload);
    }

    private int nextIdentification() {
        identification = identification + 1 & MAX_IDENTIFICATION;
        return identification;
    }

    /** Sends a packet of this stack's own, numbered by who made it, the way that its destination goes. */
    void send(Ipv4Packet packet) {
        if (isGroup(packet.destination())) {
            sendToGroup(packet);
            return;
        }
        Destination way = destinations.find(packet.destination());
        if (way == null) {
            counters.count(IpCounter.NO_ROUTE);
            errors.networkUnreachable(packet);
            return;
        }
        if (packet.source().isLoopback() && way.delivery() != Delivery.LOCAL) {
            // RFC 1122, 3.2.1.3 (g): 127/8 never leaves a host.
            counters.count(IpCounter.MARTIAN_SOURCE);
            return;
        }
        Destination chosen = way.from(packet.source());
        if (!packet.options().isEmpty() && SourceRouting.strays(packet, chosen)) {
            counters.count(IpCounter.SOURCE_ROUTED);
            errors.sourceRouteFailed(packet);
            return;
        }
        counters.count(IpCounter.SENT, packet.wireCount());
        if (observer != null) {
            observer.sent(chosen.egress(), packet);
        }
        egress.send(packet, chosen);
    }

    /** Out of the interface that has the source address; from 0.0.0.0, which a host without one says, out of all. */
    private void sendToGroup(Ipv4Packet packet) {
        Ipv4Address destination = packet.destination();
        MacAddress group = groupMac(destination);
        boolean sent = false;
        for (NetworkInterface on : interfaces) {
            if (sendsFrom(on, packet.source())) {
                egress.sendToAll(packet, on, group);
                sent = true;
            }
        }
        counters.count(sent ? IpCounter.SENT : IpCounter.NO_ROUTE);
    }

    private static boolean sendsFrom(NetworkInterface on, Ipv4Address source) {
        return on.isUp() && (source.isAny() || on.hasAddress(source));
    }

    private Optional<Ipv4Address> firstAddress() {
        for (NetworkInterface on : interfaces) {
            if (on.isUp() && !on.addresses().isEmpty()) {
                return Optional.of(on.addresses().get(0).address());
            }
        }
        return Optional.empty();
    }

    private static boolean isGroup(Ipv4Address address) {
        return address.isMulticast() || address.isLimitedBroadcast();
    }
}
