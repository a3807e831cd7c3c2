package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;

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

    private final String name;
    private final LinkLayer link;
    private final boolean loopback;
    private final RouteTable routes;
    private final AddressResolution arp;
    private final NeighborCache neighbors;
    private final List<InterfaceAddress> addresses = new ArrayList<>();
    private int mtu;
    private boolean enabled = true;

    NetworkInterface(
            LabEventLoop loop,
            String name,
            LinkLayer link,
            RouteTable routes,
            IpCounters counters,
            Consumer<Ipv4Packet> unreachable) {
        this.name = name;
        this.link = link;
        this.loopback = link.isLoopback();
        this.routes = routes;
        mtu = loopback ? MAX_MTU : DEFAULT_MTU;
        arp = new AddressResolution(this, counters);
        neighbors = new NeighborCache(loop, counters, this, arp, unreachable);
    }

    /** Begins to take in what the link brings. */
    void open(IpInput input, IpCounters counters) {
        link.listen(new FrameInput(this, arp, input, counters));
        linkChanged();
    }

    public String name() {
        return name;
    }

    public LinkLayer link() {
        return link;
    }

    public MacAddress mac() {
        return link.mac();
    }

    public boolean isLoopback() {
        return loopback;
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
        return true;
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

    void transmit(Ipv4Packet packet, MacAddress station) {
        link.send(new EthernetFrame(station, link.mac(), packet));
    }

    void linkChanged() {
        routes.changed();
        if (!isUp()) {
            neighbors.clear();
            return;
        }
        for (InterfaceAddress address : addresses) {
            arp.announce(address.address());
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
