package labwire.netlab.console.ios.filter;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.AddressMatch;
import labwire.netlab.stack.filter.PacketMatch;
import labwire.netlab.stack.filter.PortMatch;
import labwire.netlab.wire.IpPayload;

/** The words of a rule, the same in a numbered list's line and in a list's own mode. */
final class RuleGrammar {
    private static final String VERDICT = """
            permit  Specify packets to forward
            | deny  Specify packets to reject
            """;

    private static final String STANDARD = VERDICT + """
            {source:A.B.C.D|any|host}  Address to match, any source host, or a single host
            [log]  Log matches against this entry
            """;

    private static final String LOG = """
            [log]  Log matches against this entry
            | log-input  Log matches against this entry, including input interface
            """;

    private static final String TCP = VERDICT + """
            tcp  Transmission Control Protocol
            {source:any|host|A.B.C.D}  Source address and wildcard, any source host, or a single source host
            [{sourcePort:eq|gt|lt|neq|range}]  Match only packets on given port numbers
            {destination:any|host|A.B.C.D}  Destination address and wildcard, any, or a single destination host
            [{destinationPort:eq|gt|lt|neq|range}]  Match only packets on given port numbers
            [established]  Match established connections
            """ + LOG;

    private static final String UDP = VERDICT + """
            udp  User Datagram Protocol
            {source:any|host|A.B.C.D}  Source address and wildcard, any source host, or a single source host
            [{sourcePort:eq|neq|gt|lt|range}]  Match only packets on given port numbers
            {destination:any|host|A.B.C.D}  Destination address and wildcard, any, or a single destination host
            [{destinationPort:eq|neq|gt|lt|range}]  Match only packets on given port numbers
            """ + LOG;

    private static final String ICMP = VERDICT + """
            icmp  Internet Control Message Protocol
            {source:any|host|A.B.C.D}  Source address and wildcard, any source host, or a single source host
            {destination:any|host|A.B.C.D}  Destination address and wildcard, any, or a single destination host
            """;

    private static final String OTHER = VERDICT + """
            ip  Any Internet Protocol
            | {protocol:protocol}  An IP protocol by name or number
            {source:any|host|A.B.C.D}  Source address and wildcard, any source host, or a single source host
            {destination:any|host|A.B.C.D}  Destination address and wildcard, any, or a single destination host
            """ + LOG;

    /** The forms of an extended list's rules. */
    private static final List<String> EXTENDED = List.of(
            TCP,
            UDP,
            ICMP + LOG,
            ICMP + "{icmpKind:icmp-type}  ICMP type and code name\n" + LOG,
            ICMP + "{icmpType:<0-255>}  ICMP message type\n[{icmpCode:<0-255>}]  ICMP message code\n" + LOG,
            OTHER);

    private static final String ENDS_IPV6 = """
            {source:any|host|X:X:X:X::X/<0-128>}  Source prefix, any source, or a single source host
            {destination:any|host|X:X:X:X::X/<0-128>}  Destination prefix, any, or a single destination host
            """;

    private static final String TCP_IPV6 = VERDICT + """
            tcp  Transmission Control Protocol
            {source:any|host|X:X:X:X::X/<0-128>}  Source prefix, any source, or a single source host
            [{sourcePort:eq|gt|lt|neq|range}]  Match only packets on given port numbers
            {destination:any|host|X:X:X:X::X/<0-128>}  Destination prefix, any, or a single destination host
            [{destinationPort:eq|gt|lt|neq|range}]  Match only packets on given port numbers
            [established]  Match established connections
            """ + LOG;

    private static final String UDP_IPV6 = VERDICT + """
            udp  User Datagram Protocol
            {source:any|host|X:X:X:X::X/<0-128>}  Source prefix, any source, or a single source host
            [{sourcePort:eq|neq|gt|lt|range}]  Match only packets on given port numbers
            {destination:any|host|X:X:X:X::X/<0-128>}  Destination prefix, any, or a single destination host
            [{destinationPort:eq|neq|gt|lt|range}]  Match only packets on given port numbers
            """ + LOG;

    private static final String ICMP_IPV6 = VERDICT + "icmp  Internet Control Message Protocol\n" + ENDS_IPV6;

    private static final List<String> IPV6 = List.of(
            TCP_IPV6,
            UDP_IPV6,
            ICMP_IPV6 + LOG,
            ICMP_IPV6 + "{icmpKind:icmpv6-type}  ICMP type and code name\n" + LOG,
            ICMP_IPV6 + "{icmpType:<0-255>}  ICMP message type\n[{icmpCode:<0-255>}]  ICMP message code\n" + LOG,
            VERDICT + "ipv6  Any IPv6\n| {protocol:<0-255>}  An IPv6 protocol number\n" + ENDS_IPV6 + LOG);

    private RuleGrammar() {}

    /** The grammars of a kind of list's rules, from {@code permit} or {@code deny} on. */
    static List<String> forms(Kind kind) {
        return switch (kind) {
            case STANDARD -> List.of(STANDARD);
            case EXTENDED -> EXTENDED;
            case IPV6 -> IPV6;
        };
    }

    static Verdict verdict(Arguments arguments) {
        return arguments.has("permit") ? Verdict.PERMIT : Verdict.DENY;
    }

    static boolean isLogged(Arguments arguments) {
        return arguments.has("log") || arguments.has("log-input");
    }

    static PacketMatch match(Kind kind, Arguments arguments) {
        AddressMatch source = arguments.get("source", AddressMatch.class);
        if (kind == Kind.STANDARD) {
            return PacketMatch.from(source);
        }
        Optional<FilterTypes.IcmpKind> icmp = arguments.find("icmpKind", FilterTypes.IcmpKind.class);
        Optional<Integer> icmpCode = icmp.map(FilterTypes.IcmpKind::code)
                .filter(code -> code != ServiceNames.WHOLE_TYPE)
                .or(() -> arguments.find("icmpCode", Integer.class));
        return new PacketMatch(
                protocol(kind, arguments),
                source,
                arguments.find("sourcePort", PortMatch.class).orElse(PortMatch.ANY),
                arguments.get("destination", AddressMatch.class),
                arguments.find("destinationPort", PortMatch.class).orElse(PortMatch.ANY),
                icmp.map(FilterTypes.IcmpKind::type)
                        .or(() -> arguments.find("icmpType", Integer.class))
                        .orElse(PacketMatch.ANY),
                icmpCode.orElse(PacketMatch.ANY),
                arguments.has("established"));
    }

    private static int protocol(Kind kind, Arguments arguments) {
        if (arguments.has("tcp")) {
            return IpPayload.PROTOCOL_TCP;
        }
        if (arguments.has("udp")) {
            return IpPayload.PROTOCOL_UDP;
        }
        if (arguments.has("icmp")) {
            return kind == Kind.IPV6 ? IpPayload.PROTOCOL_ICMPV6 : IpPayload.PROTOCOL_ICMP;
        }
        return arguments.find("protocol", Integer.class).orElse(PacketMatch.ANY);
    }
}
