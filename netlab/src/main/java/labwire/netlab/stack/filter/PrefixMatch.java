package labwire.netlab.stack.filter;

import java.util.Locale;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;

/** Addresses of IPv6. */
public record PrefixMatch(Ipv6Prefix prefix) implements AddressMatch {
    public static final PrefixMatch ANY = new PrefixMatch(Ipv6Prefix.DEFAULT);

    public static PrefixMatch host(Ipv6Address address) {
        return new PrefixMatch(Ipv6Prefix.of(address.withoutZone(), Ipv6Prefix.MAX_LENGTH));
    }

    @Override
    public boolean matches(IpAddress candidate) {
        return candidate instanceof Ipv6Address six && prefix.contains(six);
    }

    @Override
    public boolean isAny() {
        return prefix.length() == 0;
    }

    @Override
    public boolean isHost() {
        return prefix.length() == Ipv6Prefix.MAX_LENGTH;
    }

    /** {@code any}, {@code host 2001:DB8::1}, {@code 2001:DB8::/32}. */
    @Override
    public String toString() {
        String shown = isHost() ? prefix.network().toString() : prefix.toString();
        return isAny() ? "any" : (isHost() ? "host " : "") + shown.toUpperCase(Locale.ROOT);
    }
}
