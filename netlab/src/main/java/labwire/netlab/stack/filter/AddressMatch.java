package labwire.netlab.stack.filter;

import labwire.netlab.wire.Ipv4Address;

/**
 * Which addresses a rule is about.
 *
 * @param address what an address is compared with; zero where the wildcard does not look
 * @param wildcard the bits that are not compared
 */
public record AddressMatch(Ipv4Address address, Ipv4Address wildcard) {
    public static final AddressMatch ANY = new AddressMatch(Ipv4Address.ANY, Ipv4Address.LIMITED_BROADCAST);

    public AddressMatch {
        address = new Ipv4Address(address.value() & ~wildcard.value());
    }

    public static AddressMatch host(Ipv4Address address) {
        return new AddressMatch(address, Ipv4Address.ANY);
    }

    public boolean matches(Ipv4Address candidate) {
        return ((candidate.value() ^ address.value()) & ~wildcard.value()) == 0;
    }

    public boolean isAny() {
        return wildcard.isLimitedBroadcast();
    }

    public boolean isHost() {
        return wildcard.isAny();
    }

    /** As in an extended list: {@code any}, {@code host 10.0.0.1}, {@code 10.0.0.0 0.0.0.255}. */
    @Override
    public String toString() {
        return isAny() ? "any" : isHost() ? "host " + address : address + " " + wildcard;
    }
}
