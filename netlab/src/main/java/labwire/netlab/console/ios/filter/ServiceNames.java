package labwire.netlab.console.ios.filter;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Numbers that access lists have names for, as IOS reads and shows them. */
final class ServiceNames {
    static final ServiceNames TCP = new ServiceNames("""
            bgp 179, chargen 19, cmd 514, daytime 13, discard 9, domain 53, drip 3949, echo 7, exec 512, finger 79,
            ftp 21, ftp-data 20, gopher 70, hostname 101, ident 113, irc 194, klogin 543, kshell 544, login 513,
            lpd 515, msrpc 135, nntp 119, pim-auto-rp 496, pop2 109, pop3 110, smtp 25, sunrpc 111, tacacs 49, talk 517,
            telnet 23, time 37, uucp 540, whois 43, www 80""");

    static final ServiceNames UDP = new ServiceNames("""
            biff 512, bootpc 68, bootps 67, discard 9, dnsix 195, domain 53, echo 7, isakmp 500, mobile-ip 434,
            nameserver 42, netbios-dgm 138, netbios-ns 137, netbios-ss 139, non500-isakmp 4500, ntp 123,
            pim-auto-rp 496, rip 520, snmp 161, snmptrap 162, sunrpc 111, syslog 514, tacacs 49, talk 517, tftp 69,
            time 37, who 513, xdmcp 177""");

    static final ServiceNames PROTOCOLS = new ServiceNames("""
            icmp 1, igmp 2, ipinip 4, tcp 6, udp 17, gre 47, esp 50, ahp 51, eigrp 88, ospf 89, nos 94, pim 103,
            pcp 108""");

    /** Types and codes of ICMP: type times 256, and the code, or {@link #WHOLE_TYPE} in its place. */
    static final ServiceNames ICMP = new ServiceNames("""
            echo-reply 255, net-unreachable 768, host-unreachable 769, protocol-unreachable 770, port-unreachable 771,
            packet-too-big 772, source-route-failed 773, network-unknown 774, host-unknown 775, host-isolated 776,
            dod-net-prohibited 777, dod-host-prohibited 778, net-tos-unreachable 779, host-tos-unreachable 780,
            administratively-prohibited 781, host-precedence-unreachable 782, precedence-unreachable 783,
            unreachable 1023, source-quench 1279, net-redirect 1280, host-redirect 1281, net-tos-redirect 1282,
            host-tos-redirect 1283, redirect 1535, alternate-address 1791, echo 2303, router-advertisement 2559,
            router-solicitation 2815, ttl-exceeded 2816, reassembly-timeout 2817, time-exceeded 3071,
            general-parameter-problem 3072, option-missing 3073, no-room-for-option 3074, parameter-problem 3327,
            timestamp-request 3583, timestamp-reply 3839, information-request 4095, information-reply 4351,
            mask-request 4607, mask-reply 4863, traceroute 7935, conversion-error 8191, mobile-redirect 8447""");

    static final int WHOLE_TYPE = 255;

    /** The same of ICMPv6. */
    static final ServiceNames ICMPV6 = new ServiceNames("""
            no-route 256, no-admin 257, beyond-scope 258, destination-unreachable 511, port-unreachable 260,
            packet-too-big 767, hop-limit 768, reassembly-timeout 769, time-exceeded 1023, header 1024,
            next-header 1025, parameter-option 1026, parameter-problem 1279, echo-request 33023, echo-reply 33279,
            mld-query 33535, mld-report 33791, mld-reduction 34047, router-solicitation 34303,
            router-advertisement 34559, nd-ns 34815, nd-na 35071, redirect 35327, router-renumbering 35583,
            mldv2 36863""");

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, String> names = new LinkedHashMap<>();

    private ServiceNames(String table) {
        for (String entry : table.split(",\\s*", -1)) {
            String[] pair = entry.strip().split(" ", -1);
            numbers.put(pair[0], Integer.valueOf(pair[1]));
            names.put(Integer.valueOf(pair[1]), pair[0]);
        }
    }

    /** The number of a name, which may be cut short to a beginning that no other has. */
    Optional<Integer> number(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (numbers.containsKey(lower)) {
            return Optional.ofNullable(numbers.get(lower));
        }
        var fitting = numbers.entrySet().stream()
                .filter(entry -> !lower.isEmpty() && entry.getKey().startsWith(lower))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0).getValue()) : Optional.empty();
    }

    /** The name of a number; empty if it has none. */
    Optional<String> name(int number) {
        return Optional.ofNullable(names.get(number));
    }
}
