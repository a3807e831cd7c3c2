package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.stack.ip6.Ip6Layer;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * A stack's place on a link, with its addresses there.
 *
 * <p>While the interface is up, the network of each address is a connected route. Lab thread only.
 */
public final class NetworkInterface {
    public static final int DEFAULT_MTU = 1500;
    /** Every link must carry so much in one piece (RFC 791, 3.2). */
    public static final int MIN_MTU = 68;

    public static final int MAX_MTU = 65_535;
    /** Addresses of one interface; {@link #addAddress} refuses more. */
    public static final int MAX_ADDRESSES = 256;

    /** Multicast groups that one interface is in; {@link #joinGroup} refuses more. */
    public static final int MAX_GROUPS = 64;

    /** Of what is one gigabit or says nothing else. */
    public static final int DEFAULT_BANDWIDTH_KILOBITS = 1_000_000;

    private final String name;
    private final int index;
    private final LinkLayer link;
    private final boolean loopback;
    private final RouteTable routes;
    private final AddressResolution arp;
    private final NeighborCache neighbors;
    private final InterfaceListener listener;
    private final List<InterfaceAddress> addresses = new ArrayList<>();
    /** How often each group was joined. */
    private final InterfaceGroups groups;

    private @Nullable Ip6Layer ipv6;
    private @Nullable Ip6Interface ip6;
    private @Nullable GroupMembership membership;
    private MacAddress mac;
    private int mtu;
    private int bandwidthKilobits = DEFAULT_BANDWIDTH_KILOBITS;
    private boolean enabled = true;
    private boolean wasUp;
    private @Nullable PacketFilter inFilter;
    private @Nullable PacketFilter outFilter;
    private boolean unreachables = true;
    private boolean redirects;
    private boolean proxyArp;
    private boolean directedBroadcasts;

    NetworkInterface(
            LabEventLoop loop,
            String name,
            int index,
            LinkLayer link,
            RouteTable routes,
            IpCounters counters,
            Consumer<Ipv4Packet> unreachable,
            AddressResolution.Substitute substitute,
            InterfaceListener listener) {
        this.name = name;
        this.index = index;
        this.link = link;
        this.listener = listener;
        mac = link.mac();
        this.loopback = link.isLoopback();
        this.routes = routes;
        mtu = loopback ? MAX_MTU : DEFAULT_MTU;
        arp = new AddressResolution(this, counters, substitute);
        neighbors = new NeighborCache(loop, counters, this, arp, unreachable);
        groups = new InterfaceGroups(name, this::wantedChanged);
    }

    private void wantedChanged(Ipv4Address group, SourceFilter wanted) {
        if (membership != null) {
            membership.changed(group, wanted);
        }
    }

    /** Begins to take in what the link brings. */
    void open(IpInput input, IpCounters counters, Ip6Layer newIpv6, GroupMembership newMembership) {
        membership = newMembership;
        ipv6 = newIpv6;
        Ip6Interface attached = newIpv6.attach(new InterfaceLink(this));
        ip6 = attached;
        link.listen(new FrameInput(this, arp, input, newIpv6, attached, counters));
        linkChanged();
    }

    /**
     * IPv6 on this interface.
     *
     * @throws IllegalStateException on {@link IpStack#discard()}, which has none
     */
    public Ip6Interface ip6() {
        Ip6Interface attached = ip6;
        if (attached == null) {
            throw new IllegalStateException("interface: " + name + " has no IPv6 (expected: another)");
        }
        return attached;
    }

    /** Takes the interface out of the stack's IPv6. */
    void close() {
        if (ipv6 != null && ip6 != null) {
            ipv6.detach(ip6);
        }
    }

    public String name() {
        return name;
    }

    public LinkLayer link() {
        return link;
    }

    /** Its number in its stack, from 1; never given twice. */
    public int index() {
        return index;
    }

    /** The address of its frames; at first its link's. */
    public MacAddress mac() {
        return mac;
    }

    /** Sets another address, and tells the neighbours. */
    public void mac(MacAddress newMac) {
        if (newMac.isMulticast()) {
            throw new IllegalArgumentException("MAC address: " + newMac + " (expected: a single station's)");
        }
        mac = newMac;
        announceAll();
    }

    /** True for a link to oneself, or to nowhere. */
    public boolean isLoopback() {
        return loopback;
    }

    /** True if what is routed there is dropped, as to IOS's Null0. */
    public boolean isDiscard() {
        return link instanceof NullLink;
    }

    /** The largest IP packet, in bytes, that the link takes. */
    public int mtu() {
        return mtu;
    }

    /**
     * Sets the MTU.
     *
     * @param newMtu {@link #MIN_MTU} to {@link #MAX_MTU}
     */
    public void mtu(int newMtu) {
        if (newMtu < MIN_MTU || newMtu > MAX_MTU) {
            throw new IllegalArgumentException("MTU: " + newMtu + " (expected: " + MIN_MTU + "-" + MAX_MTU + ")");
        }
        mtu = newMtu;
    }

    /** What routing protocols take for its speed, in kilobits a second; no link goes by it. */
    public int bandwidthKilobits() {
        return bandwidthKilobits;
    }

    /**
     * Sets what routing protocols take for its speed, and tells those who listen.
     *
     * @param newBandwidthKilobits kilobits a second, 1 or more
     */
    public void bandwidthKilobits(int newBandwidthKilobits) {
        if (newBandwidthKilobits < 1) {
            throw new IllegalArgumentException("bandwidth: " + newBandwidthKilobits + " (expected: 1 or more)");
        }
        bandwidthKilobits = newBandwidthKilobits;
        listener.bandwidthChanged(this);
    }

    /** False after {@code shutdown}; that the link goes down with it is the device's to see to. */
    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean newEnabled) {
        if (enabled != newEnabled) {
            enabled = newEnabled;
            linkChanged();
        }
    }

    /** True if it is enabled and its link is up. */
    public boolean isUp() {
        return enabled && link.isUp();
    }

    /** The addresses in the order in which they were added; the first is the one that packets go out with. */
    public List<InterfaceAddress> addresses() {
        return List.copyOf(addresses);
    }

    public NeighborCache neighbors() {
        return neighbors;
    }

    /**
     * Adds an address, and a route to its network.
     *
     * @return false if the interface has it already
     * @throws IllegalArgumentException if no host can have it, see {@link InterfaceAddress}, or there are too many
     */
    public boolean addAddress(Ipv4Address address, int prefixLength) {
        InterfaceAddress added = new InterfaceAddress(address, prefixLength);
        if (hasAddress(address)) {
            return false;
        }
        if (addresses.size() == MAX_ADDRESSES) {
            throw new IllegalArgumentException(
                    name + ": " + MAX_ADDRESSES + " addresses already (expected: at most " + MAX_ADDRESSES + ")");
        }
        addresses.add(added);
        routes.add(localRoute(added));
        routes.add(Route.connected(added.prefix(), this));
        if (isUp()) {
            arp.announce(address);
        }
        listener.addressesChanged(this);
        return true;
    }

    /**
     * Makes an address the first one, from which packets go out, in place of the one that was; the others stay.
     *
     * @throws IllegalArgumentException if no host can have it, see {@link InterfaceAddress}
     */
    public void primaryAddress(Ipv4Address address, int prefixLength) {
        InterfaceAddress wanted = new InterfaceAddress(address, prefixLength);
        List<InterfaceAddress> before = addresses();
        if (!before.isEmpty() && before.get(0).equals(wanted)) {
            return;
        }
        if (!before.isEmpty()) {
            removeAddress(before.get(0).address());
        }
        removeAddress(address);
        addAddress(address, prefixLength);
        addresses.remove(wanted);
        addresses.add(0, wanted);
    }

    /**
     * Takes an address away, and the route to its network if no other address is in it.
     *
     * @return false if the interface does not have it
     */
    public boolean removeAddress(Ipv4Address address) {
        for (InterfaceAddress removed : addresses()) {
            if (removed.address().equals(address)) {
                addresses.remove(removed);
                routes.remove(localRoute(removed));
                if (addresses.stream().noneMatch(other -> other.prefix().equals(removed.prefix()))) {
                    routes.remove(Route.connected(removed.prefix(), this));
                }
                listener.addressesChanged(this);
                return true;
            }
        }
        return false;
    }

    public boolean hasAddress(Ipv4Address address) {
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).address().value() == address.value()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes packets to a group in, as well as those to 224.0.0.1, which all hosts are in.
     *
     * <p>Whoever joins leaves again by itself: a group joined twice is to be left twice.
     *
     * @throws IllegalArgumentException if it is no group
     * @throws IllegalStateException if there are {@link #MAX_GROUPS}
     */
    public void joinGroup(Ipv4Address group) {
        groups.join(group);
    }

    /** Ends one {@link #joinGroup}; nothing happens if there is none. */
    public void leaveGroup(Ipv4Address group) {
        groups.leave(group);
    }

    /**
     * Says whose packets to a group somebody wants; together with what others want, that is what is taken in.
     *
     * @param owner whose former filter of the group this one replaces
     * @param filter {@link SourceFilter#NOBODY} to leave the group
     * @throws IllegalArgumentException if it is no group
     * @throws IllegalStateException if there are {@link #MAX_GROUPS}
     */
    public void filterGroup(Object owner, Ipv4Address group, SourceFilter filter) {
        groups.filter(owner, group, filter);
    }

    public boolean isInGroup(Ipv4Address group) {
        return group.equals(GroupMembership.ALL_HOSTS) || !groups.wanted(group).equals(SourceFilter.NOBODY);
    }

    /** True if what the source sends to the group is for this stack. */
    boolean hears(Ipv4Address group, Ipv4Address source) {
        return group.equals(GroupMembership.ALL_HOSTS) || groups.wanted(group).admits(source);
    }

    /** Whose packets to the group are wanted. */
    SourceFilter wanted(Ipv4Address group) {
        return groups.wanted(group);
    }

    /** The groups that were joined, in order. */
    public List<Ipv4Address> groups() {
        return groups.all();
    }

    /** What packets that come in must pass, if anything. */
    public @Nullable PacketFilter inFilter() {
        return inFilter;
    }

    /** Sets what packets that come in must pass, those for this stack among them; null for nothing. */
    public void inFilter(@Nullable PacketFilter newFilter) {
        inFilter = newFilter;
    }

    /** What packets of others must pass to go out, if anything. */
    public @Nullable PacketFilter outFilter() {
        return outFilter;
    }

    /** Sets what packets of others must pass to go out; this stack's own always pass, as on IOS. Null for nothing. */
    public void outFilter(@Nullable PacketFilter newFilter) {
        outFilter = newFilter;
    }

    /** True if senders are told when their packets, which came in here, cannot go on. */
    public boolean sendsUnreachables() {
        return unreachables;
    }

    public void sendUnreachables(boolean newUnreachables) {
        unreachables = newUnreachables;
    }

    /** True if neighbours are told of a shorter way than through this stack. */
    public boolean sendsRedirects() {
        return redirects;
    }

    public void sendRedirects(boolean newRedirects) {
        redirects = newRedirects;
    }

    /** True if ARP requests for addresses behind this router are answered as if they were its own (RFC 1027). */
    public boolean isProxyArp() {
        return proxyArp;
    }

    public void proxyArp(boolean newProxyArp) {
        proxyArp = newProxyArp;
    }

    /** True if packets of others to all on this network are let out (RFC 2644 wants them refused). */
    public boolean sendsDirectedBroadcasts() {
        return directedBroadcasts;
    }

    public void sendDirectedBroadcasts(boolean newDirectedBroadcasts) {
        directedBroadcasts = newDirectedBroadcasts;
    }

    /** The address of this interface from which to send to a neighbour: of the neighbour's network, or the first. */
    Optional<Ipv4Address> sourceFor(Ipv4Address neighbor) {
        for (InterfaceAddress address : addresses) {
            if (address.prefix().contains(neighbor)) {
                return Optional.of(address.address());
            }
        }
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(addresses.get(0).address());
    }

    /** True if a host with that address can be on this link. */
    boolean isNeighborAddress(Ipv4Address address) {
        for (InterfaceAddress own : addresses) {
            Ipv4Prefix network = own.prefix();
            if (network.contains(address)) {
                return network.length() >= 31
                        || !address.equals(network.network()) && !address.equals(network.broadcast());
            }
        }
        return false;
    }

    /** Takes a message about groups in. */
    void groupMessage(Ipv4Packet packet) {
        if (membership != null) {
            membership.received(packet);
        }
    }

    void transmit(Ipv4Packet packet, MacAddress station) {
        link.send(new EthernetFrame(station, mac, packet));
    }

    void linkChanged() {
        routes.changed();
        boolean up = isUp();
        if (up) {
            announceAll();
        } else {
            neighbors.clear();
        }
        if (ipv6 != null && ip6 != null) {
            ipv6.linkChanged(ip6);
        }
        if (membership != null) {
            membership.linkChanged(up);
        }
        if (up != wasUp) {
            wasUp = up;
            listener.upOrDown(this);
        }
    }

    private void announceAll() {
        if (isUp()) {
            for (InterfaceAddress address : addresses) {
                arp.announce(address.address());
            }
        }
    }

    /** All of 127/8 is this host, on its loopback (RFC 1122, 3.2.1.3); else, an address alone. */
    private Route localRoute(InterfaceAddress address) {
        boolean wholeNetwork = loopback && address.address().isLoopback();
        return Route.local(wholeNetwork ? address.prefix() : Ipv4Prefix.of(address.address(), 32), this);
    }

    @Override
    public String toString() {
        return name + " " + addresses;
    }
}
