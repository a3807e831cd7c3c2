package labwire.netlab.console.ios.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.discovery.CdpProcess;
import labwire.netlab.discovery.Neighbor;
import labwire.netlab.discovery.Printable;
import labwire.netlab.link.Port;
import labwire.netlab.wire.CdpPacket;
import labwire.netlab.wire.Ipv4Address;

/** {@code show cdp}. */
final class ShowCdp {
    private static final String CDP = "show  Show running system information\ncdp  CDP information\n";
    private static final String NEIGHBORS = CDP + "neighbors  CDP neighbor entries\n";
    private static final String INTERFACE = "{interface:INTERFACE}  Interface type and number\n";
    private static final Pattern PORT = Pattern.compile("([A-Za-z]+) ?([0-9][0-9/.]*)");
    private static final int DEVICE_WIDTH = 16;
    private static final int PLATFORM_WIDTH = 9;

    private ShowCdp() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(CDP, whileRunning((console, arguments, reply) -> showGlobal(cdp(console), reply)));
        graph.add(NEIGHBORS, whileRunning((console, arguments, reply) -> showTable(console, reply, n -> true)));
        graph.add(
                NEIGHBORS + "detail  Show detailed information",
                whileRunning((console, arguments, reply) -> showDetails(console, reply, n -> true)));
        graph.add(NEIGHBORS + INTERFACE, whileRunning((console, arguments, reply) -> {
            String port = arguments.get("interface", InterfaceName.class).longName();
            showTable(console, reply, n -> n.port().name().equals(port));
        }));
        graph.add(
                NEIGHBORS + INTERFACE + "detail  Show detailed information",
                whileRunning((console, arguments, reply) -> {
                    String port =
                            arguments.get("interface", InterfaceName.class).longName();
                    showDetails(console, reply, n -> n.port().name().equals(port));
                }));
        graph.add(
                CDP + "entry  Information for specific neighbor entry\n{name:WORD}  Name of CDP neighbor entry",
                whileRunning((console, arguments, reply) -> showDetails(
                        console,
                        reply,
                        n -> DiscoveryCommands.isEvery(arguments)
                                || n.packet().deviceId().equalsIgnoreCase(arguments.text("name")))));
        graph.add(
                CDP + "interface  CDP interface status and configuration",
                whileRunning((console, arguments, reply) -> showInterfaces(cdp(console), reply)));
        graph.add(
                CDP + "interface  CDP interface status and configuration\n" + INTERFACE,
                whileRunning((console, arguments, reply) -> {
                    String name =
                            arguments.get("interface", InterfaceName.class).longName();
                    cdp(console).ports().stream()
                            .filter(port ->
                                    port.name().equals(name) && cdp(console).transmits(port))
                            .forEach(port -> showInterface(cdp(console), port, reply));
                }));
        graph.add(
                CDP + "traffic  CDP statistics",
                whileRunning((console, arguments, reply) -> showTraffic(cdp(console), reply)));
    }

    private static CdpProcess cdp(IosConsole console) {
        return console.device().discovery().cdp();
    }

    private static Action<IosConsole> whileRunning(Action<IosConsole> show) {
        return (console, arguments, reply) -> {
            if (cdp(console).isRunning()) {
                show.run(console, arguments, reply);
            } else {
                reply.printLine("% CDP is not enabled");
            }
        };
    }

    private static void showGlobal(CdpProcess cdp, Reply reply) {
        reply.printLine("Global CDP information:");
        reply.printLine("        Sending CDP packets every %d seconds", cdp.intervalSeconds());
        reply.printLine("        Sending a holdtime value of %d seconds", cdp.holdSeconds());
        reply.printLine("        Sending CDPv2 advertisements is  enabled");
    }

    private static List<Neighbor<CdpPacket>> neighbors(IosConsole console, Predicate<Neighbor<CdpPacket>> wanted) {
        return cdp(console).neighbors().stream().filter(wanted).toList();
    }

    private static void showTable(IosConsole console, Reply reply, Predicate<Neighbor<CdpPacket>> wanted) {
        reply.print("""
                Capability Codes: R - Router, T - Trans Bridge, B - Source Route Bridge
                                  S - Switch, H - Host, I - IGMP, r - Repeater, P - Phone,
                                  D - Remote, C - CVTA, M - Two-port Mac Relay

                Device ID        Local Intrfce     Holdtme    Capability  Platform  Port ID
                """);
        List<Neighbor<CdpPacket>> shown = neighbors(console, wanted);
        long now = console.device().loop().now();
        for (Neighbor<CdpPacket> neighbor : shown) {
            String device = Printable.of(neighbor.packet().deviceId());
            if (device.length() > DEVICE_WIDTH) {
                reply.printLine(device);
                device = "";
            }
            String codes = String.join(" ", codes(neighbor.packet().capabilities()));
            String indent = " ".repeat(Math.max(0, 7 - (codes.length() - 1) / 2));
            reply.printLine(
                    "%-16s %-17s %-10d %-12s%-9s %s",
                    device,
                    spaced(neighbor.port().name()),
                    neighbor.secondsLeft(now),
                    indent + codes,
                    platform(neighbor.packet()),
                    spaced(Printable.of(neighbor.packet().portId())));
        }
        reply.printLine("\nTotal cdp entries displayed : %d", shown.size());
    }

    /** {@code Gig 0/1}, as this table writes a port. */
    private static String spaced(String port) {
        Matcher matcher = PORT.matcher(port);
        return matcher.matches() && matcher.group(1).length() > 3
                ? matcher.group(1).substring(0, 3) + " " + matcher.group(2)
                : port;
    }

    private static String platform(CdpPacket packet) {
        String platform = Printable.of(packet.platform()).replaceFirst("(?i)^cisco ", "");
        return platform.substring(0, Math.min(platform.length(), PLATFORM_WIDTH));
    }

    private static List<String> codes(int capabilities) {
        List<String> codes = new ArrayList<>();
        for (Capability each : Capability.values()) {
            if ((capabilities & each.bit) != 0) {
                codes.add(each.code);
            }
        }
        return codes;
    }

    /** What a device can be, in the order in which IOS names them. */
    private enum Capability {
        ROUTER(CdpPacket.CAPABILITY_ROUTER, "R", "Router"),
        TRANSPARENT_BRIDGE(CdpPacket.CAPABILITY_TRANSPARENT_BRIDGE, "T", "Trans-Bridge"),
        SOURCE_ROUTE_BRIDGE(CdpPacket.CAPABILITY_SOURCE_ROUTE_BRIDGE, "B", "Source-Route-Bridge"),
        SWITCH(CdpPacket.CAPABILITY_SWITCH, "S", "Switch"),
        HOST(CdpPacket.CAPABILITY_HOST, "H", "Host"),
        IGMP(CdpPacket.CAPABILITY_IGMP, "I", "IGMP"),
        REPEATER(CdpPacket.CAPABILITY_REPEATER, "r", "Repeater");

        private final int bit;
        private final String code;
        private final String text;

        Capability(int bit, String code, String text) {
            this.bit = bit;
            this.code = code;
            this.text = text;
        }
    }

    private static void showDetails(IosConsole console, Reply reply, Predicate<Neighbor<CdpPacket>> wanted) {
        List<Neighbor<CdpPacket>> shown = neighbors(console, wanted);
        long now = console.device().loop().now();
        shown.forEach(neighbor -> showDetail(neighbor, now, reply));
        reply.printLine("\nTotal cdp entries displayed : %d", shown.size());
    }

    private static void showDetail(Neighbor<CdpPacket> neighbor, long now, Reply reply) {
        CdpPacket packet = neighbor.packet();
        StringBuilder capabilities = new StringBuilder();
        for (Capability each : Capability.values()) {
            capabilities.append((packet.capabilities() & each.bit) != 0 ? each.text + " " : "");
        }
        reply.printLine("-------------------------");
        reply.printLine("Device ID: %s", Printable.of(packet.deviceId()));
        reply.printLine("Entry address(es): ");
        showAddresses(packet.addresses(), reply);
        reply.printLine("Platform: %s,  Capabilities: %s", Printable.of(packet.platform()), capabilities);
        reply.printLine(
                "Interface: %s,  Port ID (outgoing port): %s", neighbor.port().name(), Printable.of(packet.portId()));
        reply.printLine("Holdtime : %d sec\n", neighbor.secondsLeft(now));
        reply.printLine("Version :");
        reply.printLine(Printable.lines(packet.softwareVersion()) + "\n");
        reply.printLine("advertisement version: 2");
        Optional<String> domain = packet.vtpDomain();
        domain.ifPresent(name -> reply.printLine("VTP Management Domain: '%s'", Printable.of(name)));
        if (packet.nativeVlan() != 0) {
            reply.printLine("Native VLAN: %d", packet.nativeVlan());
        }
        switch (packet.duplex()) {
            case NOT_SAID -> {}
            case HALF -> reply.printLine("Duplex: half");
            case FULL -> reply.printLine("Duplex: full");
        }
        if (!packet.managementAddresses().isEmpty()) {
            reply.printLine("Management address(es): ");
            showAddresses(packet.managementAddresses(), reply);
        }
        reply.print("\n");
    }

    private static void showAddresses(List<Ipv4Address> addresses, Reply reply) {
        addresses.forEach(address -> reply.printLine("  IP address: %s", address));
    }

    private static void showInterfaces(CdpProcess cdp, Reply reply) {
        List<Port> enabled = cdp.ports().stream().filter(cdp::transmits).toList();
        enabled.forEach(port -> showInterface(cdp, port, reply));
        long up = enabled.stream().filter(Port::isUp).count();
        reply.printLine("\n cdp enabled interfaces : %d", enabled.size());
        reply.printLine(" interfaces up          : %d", up);
        reply.printLine(" interfaces down        : %d", enabled.size() - up);
    }

    private static void showInterface(CdpProcess cdp, Port port, Reply reply) {
        String state = port.isUp() ? "up" : port.isEnabled() ? "down" : "administratively down";
        reply.printLine("%s is %s, line protocol is %s", port.name(), state, port.isUp() ? "up" : "down");
        reply.printLine("  Encapsulation ARPA");
        reply.printLine("  Sending CDP packets every %d seconds", cdp.intervalSeconds());
        reply.printLine("  Holdtime is %d seconds", cdp.holdSeconds());
    }

    private static void showTraffic(CdpProcess cdp, Reply reply) {
        reply.printLine("CDP counters :");
        reply.printLine("        Total packets output: %d, Input: %d", cdp.sentCount(), cdp.receivedCount());
        reply.printLine("        Hdr syntax: 0, Chksum error: 0, Encaps failed: 0");
        reply.printLine("        No memory: %d, Invalid packet: 0, ", cdp.refusedCount());
        reply.printLine("        CDP version 1 advertisements output: 0, Input: 0");
        reply.printLine(
                "        CDP version 2 advertisements output: %d, Input: %d", cdp.sentCount(), cdp.receivedCount());
    }
}
