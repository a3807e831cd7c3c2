package labwire.netlab.console.ios.discovery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.discovery.LldpProcess;
import labwire.netlab.discovery.Neighbor;
import labwire.netlab.discovery.Printable;
import labwire.netlab.link.Port;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.LldpPacket;
import labwire.netlab.wire.MacAddress;

/** {@code show lldp}. */
final class ShowLldp {
    private static final String LLDP = "show  Show running system information\nlldp  LLDP information\n";
    private static final String NEIGHBORS = LLDP + "neighbors  LLDP neighbor entries\n";
    private static final String INTERFACE = "{interface:INTERFACE}  Interface type and number\n";
    private static final String DETAIL = "detail  Show detailed information";
    private static final String ROW = "%-20s%-15s%-11s%-16s%s";
    private static final int MAC_LENGTH = 6;
    private static final int DEVICE_WIDTH = 20;

    private ShowLldp() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(LLDP, whileRunning((console, arguments, reply) -> showGlobal(lldp(console), reply)));
        graph.add(NEIGHBORS, whileRunning((console, arguments, reply) -> showTable(console, reply, n -> true)));
        graph.add(
                NEIGHBORS + DETAIL,
                whileRunning((console, arguments, reply) -> showDetails(console, reply, n -> true)));
        graph.add(NEIGHBORS + INTERFACE, whileRunning((console, arguments, reply) -> {
            String port = arguments.get("interface", InterfaceName.class).longName();
            showTable(console, reply, n -> n.port().name().equals(port));
        }));
        graph.add(NEIGHBORS + INTERFACE + DETAIL, whileRunning((console, arguments, reply) -> {
            String port = arguments.get("interface", InterfaceName.class).longName();
            showDetails(console, reply, n -> n.port().name().equals(port));
        }));
        graph.add(
                LLDP + "entry  Information for specific neighbor entry\n{name:WORD}  Name of LLDP neighbor entry",
                whileRunning((console, arguments, reply) -> showDetails(
                        console,
                        reply,
                        n -> DiscoveryCommands.isEvery(arguments)
                                || n.packet()
                                        .systemName()
                                        .filter(arguments.text("name")::equalsIgnoreCase)
                                        .isPresent())));
        graph.add(
                LLDP + "interface  LLDP interface status and configuration",
                whileRunning((console, arguments, reply) ->
                        lldp(console).ports().forEach(port -> showInterface(lldp(console), port, reply))));
        graph.add(
                LLDP + "interface  LLDP interface status and configuration\n" + INTERFACE,
                whileRunning((console, arguments, reply) -> {
                    String name =
                            arguments.get("interface", InterfaceName.class).longName();
                    lldp(console).ports().stream()
                            .filter(port -> port.name().equals(name))
                            .forEach(port -> showInterface(lldp(console), port, reply));
                }));
        graph.add(
                LLDP + "traffic  LLDP statistics",
                whileRunning((console, arguments, reply) -> showTraffic(lldp(console), reply)));
    }

    private static LldpProcess lldp(IosConsole console) {
        return console.device().discovery().lldp();
    }

    private static Action<IosConsole> whileRunning(Action<IosConsole> show) {
        return (console, arguments, reply) -> {
            if (lldp(console).isRunning()) {
                show.run(console, arguments, reply);
            } else {
                reply.printLine("% LLDP is not enabled");
            }
        };
    }

    private static void showGlobal(LldpProcess lldp, Reply reply) {
        reply.print("\nGlobal LLDP Information:\n");
        reply.printLine("    Status: ACTIVE");
        reply.printLine("    LLDP advertisements are sent every %d seconds", lldp.intervalSeconds());
        reply.printLine("    LLDP hold time advertised is %d seconds", lldp.holdSeconds());
        reply.printLine("    LLDP interface reinitialisation delay is %d seconds", lldp.reinitSeconds());
    }

    private static void showTable(IosConsole console, Reply reply, Predicate<Neighbor<LldpPacket>> wanted) {
        List<Neighbor<LldpPacket>> shown =
                lldp(console).neighbors().stream().filter(wanted).toList();
        reply.print("""
                Capability codes:
                    (R) Router, (B) Bridge, (T) Telephone, (C) DOCSIS Cable Device
                    (W) WLAN Access Point, (P) Repeater, (S) Station, (O) Other

                """);
        reply.printLine(ROW, "Device ID", "Local Intf", "Hold-time", "Capability", "Port ID");
        for (Neighbor<LldpPacket> neighbor : shown) {
            LldpPacket packet = neighbor.packet();
            String device = Printable.of(packet.systemName().orElseGet(() -> chassis(packet)));
            reply.printLine(
                    ROW,
                    device.substring(0, Math.min(device.length(), DEVICE_WIDTH)),
                    shortName(neighbor.port()),
                    packet.timeToLiveSeconds(),
                    packet.capabilities()
                            .map(capabilities -> codes(capabilities.enabled()))
                            .orElse(""),
                    port(packet));
        }
        reply.printLine("\nTotal entries displayed: %d\n", shown.size());
    }

    private static String shortName(Port port) {
        return InterfaceName.tryParse(port.name()).map(InterfaceName::shortName).orElse(port.name());
    }

    private static String codes(int capabilities) {
        StringBuilder codes = new StringBuilder();
        add(codes, capabilities, LldpPacket.CAPABILITY_BRIDGE, "B");
        add(codes, capabilities, LldpPacket.CAPABILITY_ROUTER, "R");
        add(codes, capabilities, LldpPacket.CAPABILITY_TELEPHONE, "T");
        add(codes, capabilities, LldpPacket.CAPABILITY_WLAN, "W");
        add(codes, capabilities, LldpPacket.CAPABILITY_REPEATER, "P");
        add(codes, capabilities, LldpPacket.CAPABILITY_STATION, "S");
        return codes.toString();
    }

    private static void add(StringBuilder codes, int capabilities, int bit, String code) {
        if ((capabilities & bit) != 0) {
            codes.append(codes.length() == 0 ? "" : ",").append(code);
        }
    }

    private static String chassis(LldpPacket packet) {
        return text(packet.chassis(), LldpPacket.CHASSIS_MAC_ADDRESS);
    }

    private static String port(LldpPacket packet) {
        return text(packet.port(), LldpPacket.PORT_MAC_ADDRESS);
    }

    private static String text(LldpPacket.Identifier identifier, int macSubtype) {
        Bytes value = identifier.value();
        if (identifier.subtype() != macSubtype || value.length() != MAC_LENGTH) {
            return Printable.of(new String(value.toByteArray(), StandardCharsets.ISO_8859_1));
        }
        long mac = 0;
        for (int i = 0; i < MAC_LENGTH; i++) {
            mac = mac << 8 | value.get(i) & 0xFF;
        }
        return new MacAddress(mac).toDottedString();
    }

    private static void showDetails(IosConsole console, Reply reply, Predicate<Neighbor<LldpPacket>> wanted) {
        List<Neighbor<LldpPacket>> shown =
                lldp(console).neighbors().stream().filter(wanted).toList();
        long now = console.device().loop().now();
        shown.forEach(neighbor -> showDetail(neighbor, now, reply));
        reply.printLine("\nTotal entries displayed: %d\n", shown.size());
    }

    private static void showDetail(Neighbor<LldpPacket> neighbor, long now, Reply reply) {
        LldpPacket packet = neighbor.packet();
        reply.printLine("------------------------------------------------");
        reply.printLine("Local Intf: %s", shortName(neighbor.port()));
        reply.printLine("Chassis id: %s", chassis(packet));
        reply.printLine("Port id: %s", port(packet));
        reply.printLine(said("Port Description", packet.portDescription()));
        reply.printLine(said("System Name", packet.systemName()));
        reply.print("\n");
        packet.systemDescription()
                .ifPresentOrElse(
                        text -> reply.printLine("System Description: \n%s", Printable.lines(text)),
                        () -> reply.printLine("System Description - not advertised"));
        reply.printLine("\nTime remaining: %d seconds", neighbor.secondsLeft(now));
        reply.printLine(said(
                "System Capabilities", packet.capabilities().map(capabilities -> codes(capabilities.supported()))));
        reply.printLine(
                said("Enabled Capabilities", packet.capabilities().map(capabilities -> codes(capabilities.enabled()))));
        if (packet.managementAddresses().isEmpty()) {
            reply.printLine("Management Addresses - not advertised");
        } else {
            reply.printLine("Management Addresses:");
            packet.managementAddresses().forEach(address -> reply.printLine("    IP: %s", address));
        }
        reply.printLine("Auto Negotiation - not supported");
        reply.printLine("Physical media capabilities - not advertised");
        reply.printLine("Media Attachment Unit type - not advertised");
        reply.printLine(
                "Vlan ID: %s\n",
                packet.portVlan().isPresent()
                        ? Integer.toString(packet.portVlan().getAsInt())
                        : "- not advertised");
    }

    private static String said(String what, Optional<String> value) {
        return value.map(text -> what + ": " + Printable.of(text)).orElse(what + " - not advertised");
    }

    private static void showInterface(LldpProcess lldp, Port port, Reply reply) {
        reply.printLine("\n%s:", port.name());
        reply.printLine("    Tx: %s", lldp.transmits(port) ? "enabled" : "disabled");
        reply.printLine("    Rx: %s", lldp.receives(port) ? "enabled" : "disabled");
        reply.printLine("    Tx state: %s", port.isUp() ? "IDLE" : "INIT");
        reply.printLine("    Rx state: %s", port.isUp() ? "WAIT FOR FRAME" : "WAIT PORT OPER");
    }

    private static void showTraffic(LldpProcess lldp, Reply reply) {
        reply.print("\nLLDP traffic statistics:\n");
        reply.printLine("    Total frames out: %d", lldp.sentCount());
        reply.printLine("    Total entries aged: %d", lldp.agedOutCount());
        reply.printLine("    Total frames in: %d", lldp.receivedCount());
        reply.printLine("    Total frames received in error: 0");
        reply.printLine("    Total frames discarded: %d", lldp.refusedCount());
        reply.printLine("    Total TLVs discarded: 0");
        reply.printLine("    Total TLVs unrecognized: 0");
    }
}
