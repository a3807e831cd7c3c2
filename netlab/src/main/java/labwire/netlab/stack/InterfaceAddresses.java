package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** The IPv4 addresses of an interface, in order, and the routes that come of them: to each, and to its network. */
final class InterfaceAddresses {
    private final NetworkInterface on;
    private final RouteTable routes;
    private final List<InterfaceAddress> addresses = new ArrayList<>();

    InterfaceAddresses(NetworkInterface on, RouteTable routes) {
        this.on = on;
        this.routes = routes;
    }

    /** @see NetworkInterface#addAddress */
    boolean add(InterfaceAddress added) {
        if (contains(added.address())) {
            return false;
        }
        if (addresses.size() == NetworkInterface.MAX_ADDRESSES) {
            throw new IllegalArgumentException(on.name() + ": " + NetworkInterface.MAX_ADDRESSES
                    + " addresses already (expected: at most " + NetworkInterface.MAX_ADDRESSES + ")");
        }
        addresses.add(added);
        routes.add(localRoute(added));
        routes.add(Route.connected(added.prefix(), on));
        return true;
    }

    /** @see NetworkInterface#removeAddress */
    boolean remove(Ipv4Address address) {
        for (InterfaceAddress removed : addresses) {
            if (removed.address().equals(address)) {
                addresses.remove(removed);
                routes.remove(localRoute(removed));
                if (addresses.stream().noneMatch(other -> other.prefix().equals(removed.prefix()))) {
                    routes.remove(Route.connected(removed.prefix(), on));
                }
                return true;
            }
        }
        return false;
    }

    /** Puts one that is there before all others. */
    void moveToFront(InterfaceAddress address) {
        addresses.remove(address);
        addresses.add(0, address);
    }

    /** In order, as they are now. */
    List<InterfaceAddress> all() {
        return List.copyOf(addresses);
    }

    /** The one that packets go out with. */
    Optional<InterfaceAddress> first() {
        return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses.get(0));
    }

    boolean contains(Ipv4Address address) {
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).address().value() == address.value()) {
                return true;
            }
        }
        return false;
    }

    /** @see NetworkInterface#sourceFor */
    Optional<Ipv4Address> sourceFor(Ipv4Address neighbor) {
        for (InterfaceAddress address : addresses) {
            if (address.prefix().contains(neighbor)) {
                return Optional.of(address.address());
            }
        }
        return first().map(InterfaceAddress::address);
    }

    /** @see NetworkInterface#isNeighborAddress */
    boolean isNeighbor(Ipv4Address address) {
        for (InterfaceAddress own : addresses) {
            Ipv4Prefix network = own.prefix();
            if (network.contains(address)) {
                return network.length() >= 31
                        || !address.equals(network.network()) && !address.equals(network.broadcast());
            }
        }
        return false;
    }

    /** All of 127/8 is this host, on its loopback (RFC 1122, 3.2.1.3); else, an address alone. */
    private Route localRoute(InterfaceAddress address) {
        boolean wholeNetwork = on.isLoopback() && address.address().isLoopback();
        return Route.local(wholeNetwork ? address.prefix() : Ipv4Prefix.of(address.address(), 32), on);
    }

    @Override
    public String toString() {
        return addresses.toString();
    }
}
