package labwire.netlab.stack.nat;

import labwire.netlab.wire.Ipv4Address;

/**
 * Global addresses to choose from.
 *
 * @param prefixLength of the network that they belong to, for those who read a configuration
 */
public record AddressPool(String name, Ipv4Address first, Ipv4Address last, int prefixLength) {
    /** Addresses of one pool. */
    public static final int MAX_SIZE = 65_536;

    public AddressPool {
        if (first.compareTo(last) > 0 || last.value() - first.value() >= MAX_SIZE || last.value() < first.value()) {
            throw new IllegalArgumentException(
                    "pool: " + first + " to " + last + " (expected: in order, at most " + MAX_SIZE + " addresses)");
        }
    }

    public int size() {
        return last.value() - first.value() + 1;
    }

    public boolean contains(Ipv4Address address) {
        return address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
    }

    Ipv4Address address(int index) {
        return new Ipv4Address(first.value() + index);
    }
}
