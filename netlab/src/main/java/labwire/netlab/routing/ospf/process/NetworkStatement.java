package labwire.netlab.routing.ospf.process;

import labwire.netlab.wire.Ipv4Address;

/**
 * Interfaces by their addresses: {@code network 10.0.0.0 0.0.0.255 area 0}.
 *
 * @param address with the bits that do not count zero
 * @param wildcard the bits that do not count
 */
public record NetworkStatement(Ipv4Address address, Ipv4Address wildcard, Ipv4Address area) {
    public NetworkStatement {
        address = new Ipv4Address(address.value() & ~wildcard.value());
    }

    boolean matches(Ipv4Address candidate) {
        return (candidate.value() & ~wildcard.value()) == address.value();
    }

    /** How many bits count. */
    int bits() {
        return Integer.bitCount(~wildcard.value());
    }
}
