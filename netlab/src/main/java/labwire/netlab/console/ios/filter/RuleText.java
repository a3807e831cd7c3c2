package labwire.netlab.console.ios.filter;

import java.util.Locale;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.stack.filter.AccessRule;
import labwire.netlab.stack.filter.PacketMatch;
import labwire.netlab.stack.filter.PortMatch;
import labwire.netlab.stack.filter.WildcardMatch;
import labwire.netlab.wire.IpPayload;

/** Rules as IOS writes them. */
final class RuleText {
    private RuleText() {}

    /** A standard list's, in a configuration: {@code deny   10.0.0.0 0.0.0.255}. */
    static String standard(AccessRule rule) {
        WildcardMatch source = (WildcardMatch) rule.match().source();
        String addresses = source.isHost() ? source.address().toString() : source.toString();
        return verdict(rule, true) + addresses + log(rule);
    }

    /** A standard list's, as shown: {@code permit 10.0.0.0, wildcard bits 0.0.0.255}. */
    static String shownStandard(AccessRule rule) {
        WildcardMatch source = (WildcardMatch) rule.match().source();
        boolean network = !source.isAny() && !source.isHost();
        return network
                ? verdict(rule, true) + source.address() + ", wildcard bits " + source.wildcard() + log(rule)
                : standard(rule);
    }

    /** An extended list's: {@code permit tcp any host 10.0.0.1 eq www}. */
    static String extended(AccessRule rule, boolean padded) {
        PacketMatch match = rule.match();
        ServiceNames names = match.protocol() == IpPayload.PROTOCOL_UDP ? ServiceNames.UDP : ServiceNames.TCP;
        return verdict(rule, padded)
                + protocol(match.protocol())
                + " " + match.source() + ports(match.sourcePort(), names)
                + " " + match.destination() + ports(match.destinationPort(), names)
                + icmp(match, ServiceNames.ICMP)
                + (match.established() ? " established" : "")
                + log(rule);
    }

    /** One of IPv6: {@code permit tcp any host 2001:DB8::1 eq www}. */
    static String ipv6(AccessRule rule) {
        PacketMatch match = rule.match();
        ServiceNames names = match.protocol() == IpPayload.PROTOCOL_UDP ? ServiceNames.UDP : ServiceNames.TCP;
        return verdict(rule, false)
                + protocolIpv6(match.protocol())
                + " " + match.source() + ports(match.sourcePort(), names)
                + " " + match.destination() + ports(match.destinationPort(), names)
                + icmp(match, ServiceNames.ICMPV6)
                + (match.established() ? " established" : "")
                + log(rule);
    }

    private static String protocolIpv6(int number) {
        return switch (number) {
            case PacketMatch.ANY -> "ipv6";
            case IpPayload.PROTOCOL_ICMPV6 -> "icmp";
            case IpPayload.PROTOCOL_TCP -> "tcp";
            case IpPayload.PROTOCOL_UDP -> "udp";
            default -> Integer.toString(number);
        };
    }

    private static String verdict(AccessRule rule, boolean padded) {
        return rule.verdict() == Verdict.PERMIT ? "permit " : padded ? "deny   " : "deny ";
    }

    private static String log(AccessRule rule) {
        return rule.isLogged() ? " log" : "";
    }

    private static String protocol(int number) {
        return number == PacketMatch.ANY
                ? "ip"
                : ServiceNames.PROTOCOLS.name(number).orElse(Integer.toString(number));
    }

    private static String ports(PortMatch ports, ServiceNames names) {
        return switch (ports.operator()) {
            case ANY -> "";
            case EQUAL, NOT_EQUAL, GREATER, LESS -> " " + ports.operator().keyword() + " " + port(ports.first(), names);
            case RANGE -> " range " + port(ports.first(), names) + " " + port(ports.last(), names);
        };
    }

    private static String port(int port, ServiceNames names) {
        return names.name(port).orElse(Integer.toString(port));
    }

    private static String icmp(PacketMatch match, ServiceNames names) {
        if (match.icmpType() == PacketMatch.ANY) {
            return "";
        }
        int code = match.icmpCode() == PacketMatch.ANY ? ServiceNames.WHOLE_TYPE : match.icmpCode();
        String numbers = match.icmpCode() == PacketMatch.ANY
                ? Integer.toString(match.icmpType())
                : String.format(Locale.ROOT, "%d %d", match.icmpType(), match.icmpCode());
        return " " + names.name(match.icmpType() << 8 | code).orElse(numbers);
    }
}
