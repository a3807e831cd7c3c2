package labwire.netlab.console.ios.ip;

import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceMetrics;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.MacAddress;

/** Of an interface: {@code mtu}, {@code ip mtu}, {@code bandwidth}, {@code delay}, {@code mac-address}. */
final class InterfaceMetricCommands {
    private InterfaceMetricCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        add(graph, "mtu  Set the interface Maximum Transmission Unit (MTU)", "<64-9216>", InterfaceMetrics::mtu);
        add(
                graph,
                "ip  Interface Internet Protocol config commands\nmtu  Set IP Maximum Transmission Unit",
                "<68-9216>",
                InterfaceMetrics::ipMtu);
        add(graph, "bandwidth  Set bandwidth informational parameter", "<1-10000000>", InterfaceMetrics::bandwidth);
        add(graph, "delay  Specify interface throughput delay", "<1-16777215>", InterfaceMetrics::delay);
        graph.add("""
                mac-address  Manually set interface MAC address
                {mac:H.H.H}  MAC address
                """, (console, arguments, reply) -> {
            MacAddress mac = arguments.get("mac", MacAddress.class);
            if (mac.isMulticast()) {
                reply.refuse("Invalid Ethernet address.", mac.toDottedString(), "a single station's address");
            } else {
                console.selected().forEach(i -> i.ip().ifPresent(ip -> ip.mac(mac)));
            }
        });
        graph.add(
                """
                no  Negate a command or set its defaults
                mac-address  Manually set interface MAC address
                [{mac:H.H.H}]  MAC address
                """,
                (console, arguments, reply) -> console.selected()
                        .forEach(i -> i.ip().ifPresent(ip -> ip.mac(ip.link().mac()))));
    }

    private static void add(
            CommandGraph<IosConsole> graph,
            String words,
            String range,
            BiConsumer<InterfaceMetrics, OptionalInt> setting) {
        graph.add(words + "\n{value:" + range + "}  Value", (console, arguments, reply) -> {
            OptionalInt value = OptionalInt.of(arguments.number("value"));
            console.selected().forEach(i -> setting.accept(i.metrics(), value));
        });
        graph.add(
                "no  Negate a command or set its defaults\n" + words + "\n[{value:" + range + "}]  Value",
                (console, arguments, reply) ->
                        console.selected().forEach(i -> setting.accept(i.metrics(), OptionalInt.empty())));
    }

    static void write(IosDevice device, DeviceInterface configured, ConfigText text) {
        configured
                .ip()
                .filter(ip -> !ip.mac().equals(ip.link().mac()))
                .map(NetworkInterface::mac)
                .ifPresent(mac -> text.child("mac-address " + mac.toDottedString()));
        line(text, "mtu ", configured, InterfaceMetrics::configuredMtu);
        line(text, "bandwidth ", configured, InterfaceMetrics::configuredBandwidth);
        line(text, "delay ", configured, InterfaceMetrics::configuredDelay);
    }

    static void writeIpMtu(IosDevice device, DeviceInterface configured, ConfigText text) {
        line(text, "ip mtu ", configured, InterfaceMetrics::configuredIpMtu);
    }

    private static void line(
            ConfigText text, String words, DeviceInterface configured, Function<InterfaceMetrics, OptionalInt> of) {
        of.apply(configured.metrics()).ifPresent(value -> text.child(words + value));
    }
}
