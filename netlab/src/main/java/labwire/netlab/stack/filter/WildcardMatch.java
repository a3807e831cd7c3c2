package labwire.netlab.stack.filter;

import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;

/**
 * Addresses of IPv4.
 *
 * @param address what an address is compared with; zero where the wildcard does not look
 * @param wildcard the bits that are not compared
 */
public record WildcardMatch(Ipv4Address address, Ipv4Address wildcard) implements AddressMatch {
    public WildcardMatch {
        address = new Ipv4Address(address.value() & ~wildcard.value());
    }

    public static WildcardMatch host(Ipv4Address address) {
        return new WildcardMatch(address, Ipv4Address.ANY);
    }

    @Override
    public boolean matches(IpAddress candidate) {
        return candidate instanceof Ipv4Address four && ((four.value() ^ address.value()) & ~wildcard.value()) == 0;
    }

    @Override
    public boolean isAny() {
        return wildcard.isLimitedBroadcast();
    }

    @Override
    public boolean isHost() {
        return wildcard.isAny();
    }

    /** {@code any}, {@code host 10.0.0.1}, {@code 10.0.0.0 0.0.0.255}. */
    @Override
    public String toString() {
        return isAny() ? "any" : isHost() ? "host " + address : address + " " + wildcard;
    }
}
