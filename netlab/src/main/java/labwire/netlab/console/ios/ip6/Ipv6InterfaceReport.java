package labwire.netlab.console.ios.ip6;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Reply;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.filter.AccessGroup;
import labwire.netlab.stack.ip6.AdvertisementSettings;
import labwire.netlab.stack.ip6.AdvertisementSettings.Suppression;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.stack.ip6.Ip6Filter;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.stack.ip6.Ip6Layer;
import labwire.netlab.wire.Ipv6Address;

/** What {@code show ipv6 interface} says of one. */
final class Ipv6InterfaceReport {
    private Ipv6InterfaceReport() {}

    /** Prints it; nothing of an interface without IPv6. */
    static void print(IosDevice device, DeviceInterface shown, Reply reply) {
        Optional<Ip6Interface> on = shown.ip()
                .filter(ip -> !ip.isDiscard())
                .map(NetworkInterface::ip6)
                .filter(Ip6Interface::isEnabled);
        if (on.isPresent()) {
            reply.printLine(
                    "%s is %s, line protocol is %s",
                    shown.name().longName(), status(shown), shown.isUp() ? "up" : "down");
            printAddresses(on.get(), device.loop().now(), reply);
            printSettings(on.get(), reply);
            printAdvertisements(device.stack().ipv6(), on.get().advertiser().settings(), reply);
        }
    }

    static String status(DeviceInterface shown) {
        return !shown.isEnabled() ? "administratively down" : shown.isUp() ? "up" : "down";
    }

    private static void printAddresses(Ip6Interface on, long now, Reply reply) {
        // One that never was up has yet to make the address that it will have.
        Ipv6Address linkLocal = on.linkLocal()
                .map(Ip6Address::address)
                .orElse(Ipv6Address.linkLocal(on.link().mac()));
        Ip6Address.State state = on.linkLocal().map(Ip6Address::state).orElse(Ip6Address.State.TENTATIVE);
        String enabled = switch (state) {
            case TENTATIVE -> "tentative";
            case DUPLICATED -> "stalled";
            case PREFERRED, DEPRECATED -> "enabled";
        };
        reply.printLine("  IPv6 is %s, link-local address is %s%s", enabled, Ipv6Names.of(linkLocal), mark(state));
        reply.printLine("  No Virtual link-local address(es):");
        List<Ip6Address> others = on.addresses().stream()
                .filter(address -> !address.address().isLinkLocal())
                .toList();
        reply.printLine(
                others.isEmpty() ? "  No global unicast address is configured" : "  Global unicast address(es):");
        for (Ip6Address address : others) {
            reply.printLine(
                    "    %s, subnet is %s%s",
                    Ipv6Names.of(address.address()), Ipv6Names.of(address.prefix()), mark(address));
            if (address.validUntilNanos() != Ip6Address.FOREVER) {
                reply.printLine(
                        "      valid lifetime %d preferred lifetime %d",
                        seconds(address.validUntilNanos(), now), seconds(address.preferredUntilNanos(), now));
            }
        }
        reply.printLine("  Joined group address(es):");
        on.groups().forEach(group -> reply.printLine("    %s", Ipv6Names.of(group)));
    }

    /** One that was made of an advertised prefix is marked as such, and by its place in its life. */
    private static String mark(Ip6Address address) {
        if (address.origin() != Ip6Address.Origin.AUTOCONFIGURED) {
            return mark(address.state());
        }
        return switch (address.state()) {
            case TENTATIVE -> " [EUI/CAL/TEN]";
            case DUPLICATED -> " [EUI/CAL/DUP]";
            case DEPRECATED -> " [EUI/CAL/DEP]";
            case PREFERRED -> " [EUI/CAL/PRE]";
        };
    }

    private static String mark(Ip6Address.State state) {
        return switch (state) {
            case TENTATIVE -> " [TEN]";
            case DUPLICATED -> " [DUP]";
            case DEPRECATED -> " [DEP]";
            case PREFERRED -> "";
        };
    }

    private static long seconds(long untilNanos, long now) {
        return Math.max(0, TimeUnit.NANOSECONDS.toSeconds(untilNanos - now));
    }

    private static void printSettings(Ip6Interface on, Reply reply) {
        reply.printLine("  MTU is %d bytes", on.mtu());
        reply.printLine("  ICMP error messages limited to one every %d milliseconds", Ip6Layer.ERROR_INTERVAL_MILLIS);
        reply.printLine("  ICMP redirects are %s", on.settings().sendsRedirects() ? "enabled" : "disabled");
        reply.printLine("  ICMP unreachables are sent");
        on.settings().inFilter().ifPresent(filter -> printFilter("Input", "Inbound ", filter, reply));
        on.settings().outFilter().ifPresent(filter -> printFilter("Output", "Outgoing", filter, reply));
        reply.printLine(
                "  ND DAD is %s, number of DAD attempts: %d",
                on.duplicateAttempts() == 0 ? "disabled" : "enabled", on.duplicateAttempts());
        long reachable = TimeUnit.NANOSECONDS.toMillis(on.neighbors().baseReachableNanos());
        reply.printLine("  ND reachable time is %d milliseconds (using %d)", reachable, reachable);
    }

    private static void printFilter(String features, String direction, Ip6Filter filter, Reply reply) {
        if (filter instanceof AccessGroup group) {
            reply.printLine("  %s features: Access List", features);
            reply.printLine("  %s access list is %s", direction, group.name());
        }
    }

    private static void printAdvertisements(Ip6Layer ipv6, AdvertisementSettings said, Reply reply) {
        if (!ipv6.isForwarding()) {
            return;
        }
        if (said.suppression() == Suppression.ALL) {
            reply.printLine("  ND RAs are suppressed (all)");
            return;
        }
        reply.printLine("  ND advertised reachable time is %s", millis(said.reachableMillis()));
        reply.printLine("  ND advertised retransmit interval is %s", millis(said.retransmitMillis()));
        if (said.suppression() == Suppression.PERIODIC) {
            reply.printLine("  ND RAs are suppressed (periodic)");
        } else {
            reply.printLine("  ND router advertisements are sent every %d seconds", said.intervalSeconds());
        }
        reply.printLine("  ND router advertisements live for %d seconds", said.lifetimeSeconds());
        reply.printLine("  ND advertised default router preference is %s", Ipv6Names.of(said.preference()));
        reply.printLine(
                said.isManaged()
                        ? "  Hosts use DHCP to obtain routable addresses."
                        : "  Hosts use stateless autoconfig for addresses.");
        if (said.isOtherConfiguration()) {
            reply.printLine("  Hosts use DHCP to obtain other configuration.");
        }
    }

    private static String millis(int said) {
        return said == 0 ? "0 (unspecified)" : said + " milliseconds";
    }
}
