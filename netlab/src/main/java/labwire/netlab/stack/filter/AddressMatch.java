package labwire.netlab.stack.filter;

import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;

/** Which addresses a rule is about; as text, as in an extended list. */
public sealed interface AddressMatch permits WildcardMatch, PrefixMatch {
    /** All of IPv4. */
    WildcardMatch ANY = new WildcardMatch(Ipv4Address.ANY, Ipv4Address.LIMITED_BROADCAST);

    boolean matches(IpAddress candidate);

    /** True if all addresses of its family match. */
    boolean isAny();

    /** True if one address alone matches. */
    boolean isHost();
}
