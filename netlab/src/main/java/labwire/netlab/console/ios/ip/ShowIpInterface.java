package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.DeviceInterface.AddressMethod;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.PacketFilter;
import labwire.netlab.stack.filter.AccessGroup;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** {@code show ip interface}. */
final class ShowIpInterface {
    private ShowIpInterface() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                show  Show running system information
                ip  IP information
                interface  IP interface status and configuration
                """,
                (console, arguments, reply) ->
                        console.device().interfaces().forEach(shown -> show(console, shown, reply)));
        graph.add(
                """
                show  Show running system information
                ip  IP information
                interface  IP interface status and configuration
                {interface:INTERFACE}  Interface type and number
                """,
                (console, arguments, reply) ->
                        ShowInterfaces.find(console, arguments, reply).ifPresent(shown -> show(console, shown, reply)));
    }

    private static void show(IosConsole console, DeviceInterface shown, Reply reply) {
        reply.printLine(
                "%s is %s, line protocol is %s",
                shown.name().longName(), InterfaceState.status(shown), InterfaceState.protocol(shown));
        Optional<NetworkInterface> ip = shown.ip().filter(on -> !on.addresses().isEmpty());
        if (ip.isPresent()) {
            showAddresses(shown, ip.get(), reply);
            showFeatures(console, ip.get(), reply);
        } else {
            reply.printLine("  Internet protocol processing disabled");
        }
    }

    private static void showAddresses(DeviceInterface shown, NetworkInterface ip, Reply reply) {
        List<InterfaceAddress> addresses = ip.addresses();
        reply.printLine("  Internet address is %s", addresses.get(0));
        reply.printLine("  Broadcast address is 255.255.255.255");
        String method = shown.addressMethod() == AddressMethod.NVRAM
                ? "non-volatile memory"
                : shown.addressMethod() == AddressMethod.MANUAL
                        ? "setup command"
                        : shown.addressMethod().toString();
        reply.printLine("  Address determined by %s", method);
        reply.printLine("  MTU is %d bytes", ip.mtu());
        addresses.stream().skip(1).forEach(address -> reply.printLine("  Secondary address %s", address));
    }

    private static void showHelpers(List<Ipv4Address> helpers, Reply reply) {
        if (helpers.size() < 2) {
            reply.printLine("  Helper address is %s", helpers.isEmpty() ? "not set" : helpers.get(0));
            return;
        }
        reply.printLine("  Helper addresses are %s", helpers.get(0));
        helpers.stream().skip(1).forEach(helper -> reply.printLine("                       %s", helper));
    }

    private static void showFeatures(IosConsole console, NetworkInterface ip, Reply reply) {
        showHelpers(console.device().dhcp().helpers(ip.name()), reply);
        reply.printLine("  Directed broadcast forwarding is %s", enabled(ip.sendsDirectedBroadcasts()));
        if (!ip.groups().all().isEmpty()) {
            reply.printLine(
                    "  Multicast reserved groups joined: %s",
                    String.join(
                            " ",
                            ip.groups().all().stream().map(Object::toString).toList()));
        }
        reply.printLine("  Outgoing access list is %s", list(ip.outFilter()));
        reply.printLine("  Inbound  access list is %s", list(ip.inFilter()));
        reply.printLine("  Proxy ARP is %s", enabled(ip.isProxyArp()));
        reply.printLine("  Local Proxy ARP is disabled");
        reply.printLine("  Security level is default");
        reply.printLine("  Split horizon is enabled");
        reply.printLine("  ICMP redirects are %s sent", ip.sendsRedirects() ? "always" : "never");
        reply.printLine("  ICMP unreachables are %s sent", ip.sendsUnreachables() ? "always" : "never");
        reply.print("""
                  ICMP mask replies are never sent
                  IP fast switching is enabled
                  IP fast switching on the same interface is disabled
                  IP Flow switching is disabled
                  IP CEF switching is enabled
                  IP CEF switching turbo vector
                  IP multicast fast switching is enabled
                  IP multicast distributed fast switching is disabled
                  IP route-cache flags are Fast, CEF
                  Router Discovery is disabled
                  IP output packet accounting is disabled
                  IP access violation accounting is disabled
                  TCP/IP header compression is disabled
                  RTP/IP header compression is disabled
                  Policy routing is disabled
                """);
        reply.printLine(
                "  Network address translation is %s%s",
                console.device().nat().side(ip).isPresent() ? "enabled, interface in domain " : "disabled",
                console.device()
                        .nat()
                        .side(ip)
                        .map(side -> side.name().toLowerCase(Locale.ROOT))
                        .orElse(""));
        reply.print("""
                  BGP Policy Mapping is disabled
                  Input features: MCI Check
                  IPv4 WCCP Redirect outbound is disabled
                  IPv4 WCCP Redirect inbound is disabled
                  IPv4 WCCP Redirect exclude is disabled
                """);
    }

    private static String enabled(boolean on) {
        return on ? "enabled" : "disabled";
    }

    private static String list(@Nullable PacketFilter filter) {
        return filter instanceof AccessGroup group ? group.name() : "not set";
    }
}
