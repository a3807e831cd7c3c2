package labwire.netlab.console.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.TrafficReading;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;

/** {@code ip link}. */
final class LinkCommands {
    private LinkCommands() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        graph.add("""
                ip  Addresses, routes, links, neighbours
                link  Interfaces
                set  Change one
                {interface:WORD}  Its name
                up  Bring it up
                | down  Take it down
                """, LinkCommands::set);
        graph.add("""
                ip  Addresses, routes, links, neighbours
                link  Interfaces
                set  Change one
                dev  The interface
                {interface:WORD}  Its name
                up  Bring it up
                | down  Take it down
                """, LinkCommands::set);
        graph.add("""
                ip  Addresses, routes, links, neighbours
                link  Interfaces
                [show]  Show them
                """, (console, arguments, reply) -> all(console).forEach(ip -> show(console, ip, reply)));
        graph.add("""
                ip  Addresses, routes, links, neighbours
                -s  With what they have carried
                link  Interfaces
                [show]  Show them
                """, (console, arguments, reply) -> all(console).forEach(ip -> showCounted(console, ip, reply)));
        graph.add(
                """
                ip  Addresses, routes, links, neighbours
                -s  With what they have carried
                link  Interfaces
                show  Show them
                dev  The interface
                {interface:WORD}  Its name
                """,
                (console, arguments, reply) -> console.find(arguments.text("interface"), reply)
                        .ifPresent(ip -> showCounted(console, ip, reply)));
        graph.add(
                """
                ip  Addresses, routes, links, neighbours
                link  Interfaces
                show  Show them
                dev  The interface
                {interface:WORD}  Its name
                """,
                (console, arguments, reply) ->
                        console.find(arguments.text("interface"), reply).ifPresent(ip -> show(console, ip, reply)));
    }

    /** The loopback, then the others. */
    static List<NetworkInterface> all(LinuxConsole console) {
        List<NetworkInterface> all = new ArrayList<>();
        all.add(console.host().stack().loopback());
        all.addAll(console.host().stack().interfaces());
        return all;
    }

    static void show(LinuxConsole console, NetworkInterface ip, Reply reply) {
        int index = all(console).indexOf(ip) + 1;
        String flags = ip.isLoopback() ? "LOOPBACK" : "BROADCAST,MULTICAST";
        String enabled = ip.isEnabled() ? ",UP" : "";
        String carrier = ip.isUp() ? ",LOWER_UP" : "";
        String state = ip.isLoopback() ? "UNKNOWN" : ip.isUp() ? "UP" : "DOWN";
        reply.printLine(
                "%d: %s: <%s%s%s> mtu %d qdisc noqueue state %s",
                index, ip.name(), flags, enabled, carrier, ip.mtu(), state);
        String type = ip.isLoopback() ? "loopback" : "ether";
        MacAddress broadcast = ip.isLoopback() ? new MacAddress(0) : MacAddress.BROADCAST;
        reply.printLine("    link/%s %s brd %s", type, ip.mac(), broadcast);
    }

    /** With the port's counters, without the frames' check sequences; the loopback has none. */
    private static void showCounted(LinuxConsole console, NetworkInterface ip, Reply reply) {
        show(console, ip, reply);
        TrafficReading.Totals carried = InterfaceName.tryParse(ip.name())
                .flatMap(console.host()::interfaceNamed)
                .map(port -> port.traffic().totals())
                .orElse(TrafficReading.Totals.ZERO);
        reply.printLine("    RX:  bytes packets errors dropped  missed   mcast           ");
        counted(
                reply,
                carried.bytesIn() - carried.packetsIn() * EthernetFrame.FCS_LENGTH,
                carried.packetsIn(),
                carried.inputErrors(),
                0,
                carried.multicastsIn());
        reply.printLine("    TX:  bytes packets errors dropped carrier collsns           ");
        counted(
                reply,
                carried.bytesOut() - carried.packetsOut() * EthernetFrame.FCS_LENGTH,
                carried.packetsOut(),
                0,
                carried.queueDrops(),
                0);
    }

    private static void counted(Reply reply, long bytes, long packets, long errors, long dropped, long last) {
        reply.printLine("    %10d %7d %6d %7d %7d %7d ", bytes, packets, errors, dropped, 0, last);
    }

    private static void set(LinuxConsole console, Arguments arguments, Reply reply) {
        console.find(arguments.text("interface"), reply).ifPresent(ip -> {
            boolean up = arguments.has("up");
            Optional<DeviceInterface> port = InterfaceName.tryParse(ip.name()).flatMap(console.host()::interfaceNamed);
            port.ifPresentOrElse(found -> found.setEnabled(up), () -> ip.setEnabled(up));
        });
    }
}
