package labwire.netlab.stack.ip6;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import labwire.netlab.stack.icmp.PathMtuCache;
import labwire.netlab.stack.icmp.TokenBucket;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/** The IPv6 of one stack. Lab thread only. */
public final class Ip6Layer {
    /** Between two ICMPv6 errors to others, once those that may go at once are spent. */
    public static final int ERROR_INTERVAL_MILLIS = 1000 / Icmp6Errors.PER_SECOND;

    private static final int MAX_FLOW_LABEL = 0xF_FFFF;
    private static final int REDIRECT_BURST = 10;
    private static final int REDIRECTS_PER_SECOND = 10;

    private final LabEventLoop loop;
    private final RandomGenerator random;
    private final Ip6Counters counters = new Ip6Counters();
    private final Ip6Routes routes = new Ip6Routes();
    private final List<Ip6Interface> interfaces = new ArrayList<>();
    private final PathMtuCache<Ipv6Address> pathMtus;
    private final Icmp6Errors errors;
    private final Ip6Output output;
    private final Icmp6Layer icmp;
    private final Ip6Input input;
    private final TokenBucket redirects = new TokenBucket(REDIRECT_BURST, REDIRECTS_PER_SECOND);
    private final Runnable addressListener;
    private Autoconfiguration.Mode usualAutoconfiguration = Autoconfiguration.Mode.HOST;
    private boolean forwarding;
    private int hopLimit = Ipv6Packet.DEFAULT_HOP_LIMIT;
    private @Nullable Ip6Interface loopback;

    /**
     * IPv6 without an interface; the first one that is attached is the loopback.
     *
     * @param random the stack's own stream, for delays and identifiers
     * @param addressListener told when an address came, was confirmed or went
     */
    public Ip6Layer(LabEventLoop loop, RandomGenerator random, Ip6Transports transports, Runnable addressListener) {
        this.loop = loop;
        this.random = random;
        this.addressListener = addressListener;
        pathMtus = new PathMtuCache<>(loop, Ipv6Packet.MIN_LINK_MTU);
        errors = new Icmp6Errors(loop, this);
        output = new Ip6Output(this, random.nextInt());
        icmp = new Icmp6Layer(this, transports);
        input = new Ip6Input(this, icmp, transports);
    }

    /** Puts IPv6 on an interface, still off; the loopback's comes first, and is on. */
    public Ip6Interface attach(Ip6Link link) {
        Ip6Interface added = new Ip6Interface(this, link);
        interfaces.add(added);
        if (loopback == null) {
            loopback = added;
            added.enable();
        }
        return added;
    }

    /** Takes an interface out again, with its addresses. */
    public void detach(Ip6Interface removed) {
        removed.disable();
        interfaces.remove(removed);
    }

    /** The interfaces, the loopback first. */
    public List<Ip6Interface> interfaces() {
        return List.copyOf(interfaces);
    }

    /** Takes in what an interface's link brings. */
    public void receive(Ip6Interface ingress, Ipv6Packet packet) {
        input.receive(ingress, packet);
    }

    /**
     * Sets who takes packets of a protocol.
     *
     * @param number in the header before the payload, 0 to 255: none of an extension header, nor of TCP, UDP or ICMPv6
     * @param receiver null for nobody: their senders are told that the protocol is unknown
     */
    public void protocol(int number, @Nullable Ip6ProtocolReceiver receiver) {
        input.protocol(number, receiver);
    }

    /** An interface's link has come up or gone down. */
    public void linkChanged(Ip6Interface on) {
        on.changed();
    }

    /** True for a router: packets for others are sent on, and hosts told how to live here. */
    public boolean isForwarding() {
        return forwarding;
    }

    public void setForwarding(boolean newForwarding) {
        if (forwarding != newForwarding) {
            forwarding = newForwarding;
            interfaces.forEach(Ip6Interface::changed);
        }
    }

    /** What interfaces that are attached from now on take of advertisements: {@code HOST} unless told otherwise. */
    public void usualAutoconfiguration(Autoconfiguration.Mode mode) {
        usualAutoconfiguration = mode;
    }

    public Ip6Routes routes() {
        return routes;
    }

    public Icmp6Layer icmp() {
        return icmp;
    }

    public Ip6Counters counters() {
        return counters;
    }

    /** True if packets to the address are for this stack; of a link-local one, its zone decides. */
    public boolean isLocal(Ipv6Address address) {
        for (int i = 0; i < interfaces.size(); i++) {
            Ip6Interface on = interfaces.get(i);
            boolean sameZone = !address.isLinkLocal()
                    || address.zone() == 0
                    || address.zone() == on.link().index();
            if (sameZone && on.isUsable(address)) {
                return true;
            }
        }
        return false;
    }

    /** True if the address is one of this stack's own, in use or not yet. */
    public boolean hasAddress(Ipv6Address address) {
        return interfaces.stream().anyMatch(on -> on.hasAddress(address));
    }

    /** The address of ours from which packets to the destination go; empty if there is no route, or no address. */
    public Optional<Ipv6Address> sourceFor(Ipv6Address destination) {
        if (isLocal(destination)) {
            return Optional.of(destination);
        }
        Ip6Routes.Way way = wayTo(destination);
        return way == null ? Optional.empty() : sourceFor(destination, way.egress());
    }

    Optional<Ipv6Address> sourceFor(Ipv6Address destination, Ip6Interface egress) {
        return SourceSelection.choose(interfaces, destination, egress);
    }

    /** The largest packet, in bytes, that the way to the destination takes. */
    public int maximumTransmissionUnit(Ipv6Address destination) {
        Ip6Interface self = loopback;
        if (self != null && isLocal(destination)) {
            return self.mtu();
        }
        Ip6Routes.Way way = wayTo(destination);
        return way == null
                ? Ipv6Packet.MIN_LINK_MTU
                : pathMtus.limit(destination, way.egress().mtu());
    }

    /** What goes to the destination stays unanswered: its next hop is asked again whether it is there. */
    public void doubt(Ipv6Address destination) {
        Ip6Routes.Way way = wayTo(destination);
        if (way != null) {
            Ipv6Address gateway = way.gateway();
            way.egress()
                    .neighbors()
                    .find(gateway == null ? destination.withoutZone() : gateway)
                    .ifPresent(Neighbor6::doubted);
        }
    }

    /**
     * Sends a segment.
     *
     * @param newHopLimit 0: what routers say
     * @param flowLabel its lower 20 bits
     */
    public void send(
            Ipv6Address source,
            Ipv6Address destination,
            int trafficClass,
            int newHopLimit,
            int flowLabel,
            TcpSegment segment) {
        int limit = newHopLimit == 0 ? hopLimit : newHopLimit;
        int label = flowLabel & MAX_FLOW_LABEL;
        send(new Ipv6Packet(trafficClass, label, limit, source, destination, List.of(), segment));
    }

    public void send(
            Ipv6Address source, Ipv6Address destination, int trafficClass, int newHopLimit, UdpDatagram datagram) {
        send(new Ipv6Packet(trafficClass, 0, newHopLimit, source, destination, List.of(), datagram));
    }

    /** Sends a packet from an address of this stack, or "::", the way that its destination goes. */
    public void send(Ipv6Packet packet) {
        output.send(packet);
    }

    // For the parts of this package.

    LabEventLoop loop() {
        return loop;
    }

    RandomGenerator random() {
        return random;
    }

    Autoconfiguration.Mode usualAutoconfiguration() {
        return usualAutoconfiguration;
    }

    PathMtuCache<Ipv6Address> pathMtus() {
        return pathMtus;
    }

    Icmp6Errors errors() {
        return errors;
    }

    void addressUnreachable(Ipv6Packet packet) {
        errors.addressUnreachable(packet);
    }

    boolean mayRedirect() {
        return redirects.tryTake(loop.now());
    }

    /** What a router says hosts should send with. */
    void hopLimit(int newHopLimit) {
        hopLimit = newHopLimit;
    }

    void addressesChanged() {
        addressListener.run();
    }

    Ip6Interface loopback() {
        Ip6Interface self = loopback;
        if (self == null) {
            throw new IllegalStateException("loopback: none (expected: attached first)");
        }
        return self;
    }

    /** The packet with the zone of its link on the addresses that mean nothing without one. */
    Ipv6Packet scoped(Ipv6Packet packet, int zone) {
        Ipv6Address source = packet.source().scopedTo(zone);
        Ipv6Address destination = packet.destination().scopedTo(zone);
        return source.zone() == packet.source().zone()
                        && destination.zone() == packet.destination().zone()
                ? packet
                : packet.between(source, destination);
    }

    /** Where packets to the destination go: a link-local one by its zone, a group by the first interface up. */
    Ip6Routes.@Nullable Way wayTo(Ipv6Address destination) {
        if (!destination.isLinkLocal() && !destination.isMulticast()) {
            return routes.find(destination);
        }
        for (Ip6Interface on : interfaces) {
            boolean wanted = destination.zone() == 0 || on.link().index() == destination.zone();
            if (wanted && on.isUp() && !on.link().isLoopback()) {
                return new Ip6Routes.Way(
                        new Ip6Route(Ipv6Prefix.LINK_LOCAL, null, on, 0, 0, Ip6Route.Origin.CONNECTED),
                        on,
                        null,
                        List.of());
            }
        }
        return null;
    }
}
