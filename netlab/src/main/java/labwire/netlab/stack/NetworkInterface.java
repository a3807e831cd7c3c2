package labwire.netlab.stack;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.stack.ip6.Ip6Layer;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
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

    /** Of what is one gigabit or says nothing else. */
    public static final int DEFAULT_BANDWIDTH_KILOBITS = 1_000_000;

    private final String name;
    private final int index;
    private final LinkLayer link;
    private final boolean loopback;
    private final RouteTable routes;
    private final InterfaceAddresses addresses;
    private final InterfaceGroups groups;
    private final AddressResolution arp;
    private final NeighborCache neighbors;
    private final InterfaceListener listener;

    private @Nullable Ip6Layer ipv6;
    private @Nullable Ip6Interface ip6;
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
        addresses = new InterfaceAddresses(this, routes);
        groups = new InterfaceGroups(name);
    }

    /** Begins to take in what the link brings. */
    void open(IpInput input, IpCounters counters, Ip6Layer newIpv6, GroupMembership membership) {
        groups.tell(membership);
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
        return addresses.all();
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
        if (!addresses.add(new InterfaceAddress(address, prefixLength))) {
            return false;
        }
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
        Optional<InterfaceAddress> before = addresses.first();
        if (before.isPresent()) {
            if (before.get().equals(wanted)) {
                return;
            }
            removeAddress(before.get().address());
        }
        removeAddress(address);
        addAddress(address, prefixLength);
        addresses.moveToFront(wanted);
    }

    /**
     * Takes an address away, and the route to its network if no other address is in it.
     *
     * @return false if the interface does not have it
     */
    public boolean removeAddress(Ipv4Address address) {
        if (!addresses.remove(address)) {
            return false;
        }
        listener.addressesChanged(this);
        return true;
    }

    public boolean hasAddress(Ipv4Address address) {
        return addresses.contains(address);
    }

    /** The multicast groups it is in. */
    public InterfaceGroups groups() {
        return groups;
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
        return addresses.sourceFor(neighbor);
    }

    /** True if a host with that address can be on this link. */
    boolean isNeighborAddress(Ipv4Address address) {
        return addresses.isNeighbor(address);
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
        groups.linkChanged(up);
        if (up != wasUp) {
            wasUp = up;
            listener.upOrDown(this);
        }
    }

    private void announceAll() {
        if (isUp()) {
            for (InterfaceAddress address : addresses.all()) {
                arp.announce(address.address());
            }
        }
    }

    @Override
    public String toString() {
        return name + " " + addresses;
    }
}
