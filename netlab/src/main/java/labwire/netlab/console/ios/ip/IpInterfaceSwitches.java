package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.NetworkInterface;

/** What IP does on an interface, or not: {@code ip redirects}, {@code no ip unreachables}, {@code no ip proxy-arp} … */
final class IpInterfaceSwitches {
    private record Toggle(
            String word,
            String help,
            boolean byDefault,
            Predicate<NetworkInterface> isOn,
            BiConsumer<NetworkInterface, Boolean> set) {}

    /** In the order of a running configuration. */
    private static final List<Toggle> TOGGLES = List.of(
            new Toggle(
                    "redirects",
                    "Enable sending ICMP Redirect messages",
                    true,
                    NetworkInterface::sendsRedirects,
                    NetworkInterface::sendRedirects),
            new Toggle(
                    "unreachables",
                    "Enable sending ICMP Unreachable messages",
                    true,
                    NetworkInterface::sendsUnreachables,
                    NetworkInterface::sendUnreachables),
            new Toggle("proxy-arp", "Enable proxy ARP", true, NetworkInterface::isProxyArp, NetworkInterface::proxyArp),
            new Toggle(
                    "directed-broadcast",
                    "Enable forwarding of directed broadcasts",
                    false,
                    NetworkInterface::sendsDirectedBroadcasts,
                    NetworkInterface::sendDirectedBroadcasts));

    private IpInterfaceSwitches() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        for (Toggle toggle : TOGGLES) {
            String words = "ip  Interface Internet Protocol config commands\n" + toggle.word + "  " + toggle.help;
            graph.add(words, (console, arguments, reply) -> set(console, toggle, true));
            graph.add(
                    "no  Negate a command or set its defaults\n" + words,
                    (console, arguments, reply) -> set(console, toggle, false));
        }
    }

    private static void set(IosConsole console, Toggle toggle, boolean on) {
        console.selected().forEach(i -> i.ip().ifPresent(ip -> toggle.set.accept(ip, on)));
    }

    static void write(IosDevice device, DeviceInterface configured, ConfigText text) {
        for (Toggle toggle : TOGGLES) {
            configured
                    .ip()
                    .filter(ip -> !ip.isLoopback() && toggle.isOn.test(ip) != toggle.byDefault)
                    .ifPresent(ip -> text.child((toggle.byDefault ? "no ip " : "ip ") + toggle.word));
        }
    }
}
