package labwire.netlab.console.ios.ip;

import java.util.concurrent.TimeUnit;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** How IOS names routes and their origins. */
final class RouteCodes {
    private RouteCodes() {}

    /** {@code C}, {@code S*}, {@code O IA}, {@code O*E2}. */
    static String code(Route route) {
        boolean isDefault = route.prefix().equals(Ipv4Prefix.DEFAULT);
        String kind = kind(route);
        String separator = isDefault ? "*" : kind.isEmpty() ? "" : " ";
        return letter(route) + separator + kind;
    }

    private static String letter(Route route) {
        return switch (route.origin()) {
            case LOCAL -> "L";
            case CONNECTED -> "C";
            case STATIC, DHCP -> "S";
            case OSPF, OSPF_INTER_AREA, OSPF_EXTERNAL_1, OSPF_EXTERNAL_2, OSPF_NSSA_1, OSPF_NSSA_2 -> "O";
            case RIP -> "R";
        };
    }

    private static String kind(Route route) {
        return switch (route.origin()) {
            case OSPF_INTER_AREA -> "IA";
            case OSPF_EXTERNAL_1 -> "E1";
            case OSPF_EXTERNAL_2 -> "E2";
            case OSPF_NSSA_1 -> "N1";
            case OSPF_NSSA_2 -> "N2";
            case LOCAL, CONNECTED, STATIC, DHCP, OSPF, RIP -> "";
        };
    }

    /** As {@code Known via} has it. */
    static String source(Route route) {
        return switch (route.origin()) {
            case LOCAL, CONNECTED -> "connected";
            case STATIC, DHCP -> "static";
            case OSPF, OSPF_INTER_AREA, OSPF_EXTERNAL_1, OSPF_EXTERNAL_2, OSPF_NSSA_1, OSPF_NSSA_2 -> "ospf";
            case RIP -> "rip";
        };
    }

    /** What kind of OSPF's a route is; empty for others. */
    static String ospfType(Route route) {
        return switch (route.origin()) {
            case OSPF -> "intra area";
            case OSPF_INTER_AREA -> "inter area";
            case OSPF_EXTERNAL_1 -> "extern 1";
            case OSPF_EXTERNAL_2 -> "extern 2";
            case OSPF_NSSA_1 -> "NSSA extern 1";
            case OSPF_NSSA_2 -> "NSSA extern 2";
            case LOCAL, CONNECTED, STATIC, DHCP, RIP -> "";
        };
    }

    /** True if a protocol has learned it, so that its age is of interest. */
    static boolean isLearned(Route route) {
        return source(route).equals("ospf") || source(route).equals("rip");
    }

    /** How long the routes to its prefix have been what they are. */
    static String age(IosConsole console, Route route) {
        long since = console.device().stack().routes().sinceNanos(route.prefix());
        return InterfaceState.age(
                TimeUnit.NANOSECONDS.toSeconds(console.device().loop().now() - since));
    }

    /** What stands behind a prefix: {@code [110/2] via 10.0.0.2, 00:00:10, GigabitEthernet0/1}. */
    static String way(IosConsole console, Route route) {
        @Nullable Ipv4Address nextHop = route.nextHop();
        @Nullable NetworkInterface outgoing = route.outgoing();
        String to = outgoing == null ? "" : ", " + outgoing.name();
        String age = isLearned(route) ? ", " + age(console, route) : "";
        if (nextHop == null) {
            return (isLearned(route) ? "is a summary" : "is directly connected") + age + to;
        }
        return "[" + route.distance() + "/" + route.metric() + "] via " + nextHop + age + to;
    }
}
