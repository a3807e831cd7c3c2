package labwire.smtp.route;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Optional;

/**
 * An IP address in the place of a domain, {@code [192.0.2.1]} or {@code [IPv6:2001:db8::1]} (<a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.3">RFC 5321 section 4.1.3</a>), in one spelling.
 */
final class AddressLiteral {

    private static final String IPV6_TAG = "ipv6:";

    private final String address;

    private AddressLiteral(String address) {
        this.address = address;
    }

    /** Reads a domain of an address. */
    static Optional<AddressLiteral> ofDomain(String domain) {
        return domain.startsWith("[") && domain.endsWith("]")
                ? of(domain.substring(1, domain.length() - 1))
                : Optional.empty();
    }

    /** Reads an IP address, with or without a tag. */
    static Optional<AddressLiteral> of(String text) {
        String address = text.toLowerCase(Locale.ROOT).startsWith(IPV6_TAG) ? text.substring(IPV6_TAG.length()) : text;
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(address);
        return octets == null || address.contains("%")
                ? Optional.empty()
                : Optional.of(new AddressLiteral(NetUtil.bytesToIpAddress(octets)));
    }

    @Override
    public String toString() {
        return address;
    }
}
