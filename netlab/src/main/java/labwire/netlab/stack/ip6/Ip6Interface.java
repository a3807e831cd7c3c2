package labwire.netlab.stack.ip6;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.MacAddress;

/**
 * IPv6 on one interface: its addresses, its groups, what it knows of its link. Off until it is enabled, or has an
 * address. Lab thread only.
 */
public final class Ip6Interface {
    /** Addresses of one interface; {@link #addAddress} refuses more. */
    public static final int MAX_ADDRESSES = 64;
    /** Groups of one interface, those of its own addresses among them. */
    public static final int MAX_GROUPS = 256;

    private final Ip6Layer layer;
    private final Ip6Link link;
    private final NeighborCache6 neighbors;
    private final NeighborDiscovery discovery;
    private final DuplicateDetection duplicates;
    private final GroupMembership membership;
    private final Autoconfiguration autoconfiguration;
    private final RouterAdvertiser advertiser;
    private final InterfaceIdentifiers identifiers;
    private final Ip6InterfaceSettings settings;
    private final List<Ip6Address> addresses = new ArrayList<>();

    private boolean enabled;
    private boolean wasUp;
    private int mtu;

    Ip6Interface(Ip6Layer layer, Ip6Link link) {
        this.layer = layer;
        this.link = link;
        neighbors = new NeighborCache6(layer.loop(), this, layer.counters(), layer.random(), layer::addressUnreachable);
        discovery = new NeighborDiscovery(layer, this);
        duplicates = new DuplicateDetection(layer, this);
        membership = new GroupMembership(layer, this);
        autoconfiguration = new Autoconfiguration(layer, this);
        advertiser = new RouterAdvertiser(layer, this);
        settings = new Ip6InterfaceSettings(advertiser::changed);
        identifiers = new InterfaceIdentifiers(link, layer.random());
    }

    public Ip6Link link() {
        return link;
    }

    public NeighborCache6 neighbors() {
        return neighbors;
    }

    /** How it makes addresses of what routers advertise. */
    public Autoconfiguration autoconfiguration() {
        return autoconfiguration;
    }

    /** What it advertises itself, on a router. */
    public RouterAdvertiser advertiser() {
        return advertiser;
    }

    /** What a person has set here. */
    public Ip6InterfaceSettings settings() {
        return settings;
    }

    /** How it makes addresses. */
    public InterfaceIdentifiers identifiers() {
        return identifiers;
    }

    NeighborDiscovery discovery() {
        return discovery;
    }

    DuplicateDetection duplicates() {
        return duplicates;
    }

    GroupMembership membership() {
        return membership;
    }

    public boolean isEnabled() {
        return enabled;
    }

    /** True if packets can come and go. */
    public boolean isUp() {
        return enabled && link.isUp();
    }

    /** The largest packet that goes out: what the link takes, or less if a router or a person says so. */
    public int mtu() {
        int said = settings.mtu() == 0 ? mtu : settings.mtu();
        return said == 0 ? link.mtu() : Math.min(said, link.mtu());
    }

    /** How often an address is asked for before it is used; 0: it is used at once. */
    public int duplicateAttempts() {
        return duplicates.attempts();
    }

    /**
     * Sets it.
     *
     * @param attempts 0 to 600; more or less is an {@link IllegalArgumentException}
     */
    public void duplicateAttempts(int attempts) {
        duplicates.attempts(attempts);
    }

    void advertisedMtu(int bytes) {
        if (bytes >= Ipv6Packet.MIN_LINK_MTU && bytes <= link.mtu()) {
            mtu = bytes;
        }
    }

    /** Begins to speak IPv6, with a link-local address. Idempotent. */
    public void enable() {
        if (!enabled) {
            enabled = true;
            changed();
        }
    }

    /** Ends all IPv6 here; its addresses are gone. */
    public void disable() {
        if (enabled) {
            for (Ip6Address address : addresses()) {
                removeAddress(address.address());
            }
            enabled = false;
            changed();
        }
    }

    /** The interface, or IPv6 on it, has come up or gone down, or the stack has become a router or a host. */
    void changed() {
        boolean up = isUp();
        if (up == wasUp) {
            advertiser.changed();
            return;
        }
        wasUp = up;
        if (up) {
            rise();
        } else {
            sink();
        }
        advertiser.changed();
    }

    private void rise() {
        if (link.isLoopback()) {
            if (!hasAddress(Ipv6Address.LOOPBACK)) {
                addAddress(Ipv6Address.LOOPBACK, Ipv6Prefix.MAX_LENGTH);
            }
            return;
        }
        layer.routes().add(route(Ipv6Prefix.LINK_LOCAL, Ip6Route.Origin.CONNECTED));
        join(Ipv6Address.ALL_NODES);
        for (Ip6Address address : addresses()) {
            replace(address, address.with(Ip6Address.State.TENTATIVE));
            duplicates.begin(address.address());
        }
        if (linkLocal().isEmpty()) {
            addLinkLocal(identifiers.addressIn(Ipv6Prefix.LINK_LOCAL));
        }
        autoconfiguration.begin();
    }

    private void sink() {
        duplicates.stop();
        autoconfiguration.stop();
        neighbors.clear();
        leave(Ipv6Address.ALL_NODES);
        layer.routes().remove(route(Ipv6Prefix.LINK_LOCAL, Ip6Route.Origin.CONNECTED));
        mtu = 0;
    }

    /** The addresses in the order in which they were added. */
    public List<Ip6Address> addresses() {
        return List.copyOf(addresses);
    }

    /** The usable link-local address, or the one that is still asked for; with its zone. */
    public Optional<Ip6Address> linkLocal() {
        return addresses.stream()
                .filter(address -> address.address().isLinkLocal())
                .findFirst();
    }

    public boolean hasAddress(Ipv6Address address) {
        return find(address).isPresent();
    }

    Optional<Ip6Address> find(Ipv6Address address) {
        for (Ip6Address own : addresses) {
            if (own.address().upper() == address.upper() && own.address().lower() == address.lower()) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }

    /** True if packets to the address are taken in here. */
    boolean isUsable(Ipv6Address address) {
        for (int i = 0; i < addresses.size(); i++) {
            Ip6Address own = addresses.get(i);
            if (own.address().lower() == address.lower()
                    && own.address().upper() == address.upper()
                    && own.isUsable()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds an address, and with it IPv6, and a route to its network. It is used once nobody else turns out to have it.
     *
     * @return false if the interface has it already
     * @throws IllegalArgumentException if no node can have it, or there are too many
     */
    public boolean addAddress(Ipv6Address address, int prefixLength) {
        if (address.isLinkLocal()) {
            return addLinkLocal(address);
        }
        return add(new Ip6Address(
                address.withoutZone(),
                prefixLength,
                Ip6Address.Origin.MANUAL,
                Ip6Address.State.TENTATIVE,
                Ip6Address.FOREVER,
                Ip6Address.FOREVER));
    }

    /** Sets the link-local address, in place of the one that was made of the MAC address. */
    public boolean addLinkLocal(Ipv6Address address) {
        if (hasAddress(address)) {
            return false;
        }
        linkLocal().ifPresent(before -> removeAddress(before.address()));
        return add(new Ip6Address(
                address.in(link.index()),
                Ipv6Prefix.LINK_LOCAL.length(),
                Ip6Address.Origin.LINK_LOCAL,
                Ip6Address.State.TENTATIVE,
                Ip6Address.FOREVER,
                Ip6Address.FOREVER));
    }

    boolean add(Ip6Address added) {
        Ipv6Address address = added.address();
        boolean loopbackElsewhere = address.isLoopback() && !link.isLoopback();
        if (!address.isUnicast() || address.isMapped() || loopbackElsewhere) {
            throw new IllegalArgumentException("interface address: " + address + " (expected: a single node's)");
        }
        if (hasAddress(address)) {
            return false;
        }
        if (addresses.size() == MAX_ADDRESSES) {
            throw new IllegalArgumentException(link.name() + ": " + MAX_ADDRESSES
                    + " addresses already (expected: at most " + MAX_ADDRESSES + ")");
        }
        enable();
        addresses.add(added);
        if (!address.isLinkLocal() && !link.isLoopback()) {
            layer.routes().add(route(added.prefix(), Ip6Route.Origin.CONNECTED));
        }
        if (link.isLoopback()) {
            detected(address, false);
        } else if (isUp()) {
            duplicates.begin(address);
        }
        layer.addressesChanged();
        advertiser.changed();
        return true;
    }

    /** Takes an address away, and the route to its network if no other address is in it; false if it is not there. */
    public boolean removeAddress(Ipv6Address address) {
        Optional<Ip6Address> found = find(address);
        found.ifPresent(removed -> {
            addresses.remove(removed);
            duplicates.end(removed.address());
            if (removed.isUsable()) {
                layer.routes().remove(localRoute(removed.address()));
            }
            if (!removed.address().isLinkLocal()
                    && addresses.stream().noneMatch(other -> other.prefix().equals(removed.prefix()))) {
                layer.routes().remove(route(removed.prefix(), Ip6Route.Origin.CONNECTED));
            }
            layer.addressesChanged();
            advertiser.changed();
        });
        return found.isPresent();
    }

    /** Nobody else has the address, or somebody has. */
    void detected(Ipv6Address address, boolean duplicate) {
        find(address).ifPresent(own -> {
            if (duplicate) {
                layer.counters().count(Ip6Counter.DUPLICATE_ADDRESS);
                replace(own, own.with(Ip6Address.State.DUPLICATED));
                retry(own);
                return;
            }
            replace(own, own.with(Ip6Address.State.PREFERRED));
            layer.routes().add(localRoute(own.address()));
            layer.addressesChanged();
            if (own.address().isLinkLocal()) {
                autoconfiguration.linkLocalReady();
                advertiser.changed();
            }
        });
    }

    /** Another address in place of one that was made here and that somebody has (RFC 7217, 6). */
    private void retry(Ip6Address duplicated) {
        boolean made = duplicated.origin() == Ip6Address.Origin.AUTOCONFIGURED
                || duplicated.address().withoutZone().equals(identifiers.addressIn(Ipv6Prefix.LINK_LOCAL));
        Ipv6Prefix prefix = duplicated.prefix();
        if (made && identifiers.retry(prefix)) {
            removeAddress(duplicated.address());
            add(duplicated.at(identifiers.addressIn(prefix).scopedTo(link.index()), Ip6Address.State.TENTATIVE));
        }
    }

    void replace(Ip6Address before, Ip6Address after) {
        int index = addresses.indexOf(before);
        if (index >= 0) {
            addresses.set(index, after);
        }
    }

    /** Takes packets to a group in, and says so on the link. Whoever joins leaves again. */
    public void join(Ipv6Address group) {
        membership.join(group);
    }

    /** Ends one {@link #join}; nothing happens if there is none. */
    public void leave(Ipv6Address group) {
        membership.leave(group);
    }

    boolean isInGroup(Ipv6Address group) {
        return membership.contains(group);
    }

    /** The groups, in order. */
    public List<Ipv6Address> groups() {
        return membership.groups();
    }

    /** True if a node with that address can be on this link: it is link-local or of an on-link prefix. */
    boolean isOnLink(Ipv6Address address) {
        if (address.isLinkLocal()) {
            return true;
        }
        Ip6Routes.Way way = layer.routes().find(address);
        return way != null && way.egress() == this && way.gateway() == null;
    }

    /** Sends a packet to a station; its zones are of this host alone and stay here. */
    void transmit(Ipv6Packet packet, MacAddress station) {
        link.transmit(onTheWire(packet), station);
    }

    private Ipv6Packet onTheWire(Ipv6Packet packet) {
        if (packet.source().zone() == 0 && packet.destination().zone() == 0 || link.isLoopback()) {
            return packet;
        }
        return packet.between(
                packet.source().withoutZone(), packet.destination().withoutZone());
    }

    private Ip6Route localRoute(Ipv6Address address) {
        return route(Ipv6Prefix.of(address, Ipv6Prefix.MAX_LENGTH), Ip6Route.Origin.LOCAL);
    }

    private Ip6Route route(Ipv6Prefix prefix, Ip6Route.Origin origin) {
        return new Ip6Route(prefix, null, this, 0, 0, origin);
    }

    @Override
    public String toString() {
        return link.name() + " " + addresses;
    }
}
