package labwire.netlab.console.ios.ospf;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.ospf.OspfText.Running;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.routing.ospf.InterfaceSettings;
import labwire.netlab.routing.ospf.InterfaceState;
import labwire.netlab.routing.ospf.NeighborState;
import labwire.netlab.routing.ospf.NetworkType;
import labwire.netlab.routing.ospf.OspfInterface;
import labwire.netlab.routing.ospf.OspfNeighbor;
import labwire.netlab.routing.ospf.packet.Authentication;
import labwire.netlab.routing.ospf.process.OspfInterfaceConfig;
import labwire.netlab.wire.Ipv4Address;

/** {@code show ip ospf interface}, in brief or in full. */
final class ShowOspfInterface {
    private static final String SHOW = """
            show  Show running system information
            ip  IP information
            ospf  OSPF information
            interface  Interface information
            """;

    private ShowOspfInterface() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                SHOW,
                (console, arguments, reply) -> OspfText.forEach(
                        console, of -> of.router().interfaceList().forEach(each -> show(console, of, each, reply))));
        graph.add(SHOW + "brief  Summary of interface information", (console, arguments, reply) -> {
            reply.printLine("Interface    PID   Area            IP Address/Mask    Cost  State Nbrs F/C");
            OspfText.forEach(console, of -> of.router().interfaceList().forEach(each -> row(of, each, reply)));
        });
        graph.add(SHOW + "{interface:INTERFACE}  Interface type and number", (console, arguments, reply) -> {
            String name = arguments.get("interface", InterfaceName.class).longName();
            boolean[] shown = {false};
            OspfText.forEach(
                    console,
                    of -> of.router().interfaceNamed(name).ifPresent(each -> {
                        shown[0] = true;
                        show(console, of, each, reply);
                    }));
            if (!shown[0]) {
                reply.printLine("%%OSPF: OSPF not enabled on " + name);
            }
        });
    }

    private static void row(Running of, OspfInterface each, Reply reply) {
        InterfaceSettings settings = each.settings();
        reply.printLine(
                "%-13s%-6d%-16s%-19s%-6d%-6s%d/%d",
                OspfText.shortName(each.name()),
                of.process().number(),
                Areas.text(each.area().id()),
                settings.address() + "/" + settings.network().length(),
                settings.cost(),
                brief(each),
                each.fullNeighbors(),
                each.neighbors().size());
    }

    private static String brief(OspfInterface of) {
        return switch (of.state()) {
            case DOWN -> "DOWN";
            case LOOPBACK -> "LOOP";
            case WAITING -> "WAIT";
            case POINT_TO_POINT -> isMultipoint(of) ? "P2MP" : "P2P";
            case DR_OTHER -> "DROTH";
            case BACKUP -> "BDR";
            case DESIGNATED -> "DR";
        };
    }

    private static boolean isMultipoint(OspfInterface of) {
        return of.settings().type() == NetworkType.POINT_TO_MULTIPOINT;
    }

    private static String full(OspfInterface of) {
        return switch (of.state()) {
            case DOWN, LOOPBACK, WAITING -> of.state().name();
            case POINT_TO_POINT -> of.settings().type().name();
            case DR_OTHER -> "DROTHER";
            case BACKUP -> "BDR";
            case DESIGNATED -> "DR";
        };
    }

    private static void show(IosConsole console, Running of, OspfInterface each, Reply reply) {
        InterfaceSettings settings = each.settings();
        boolean explicit = console.device()
                .ospf()
                .knownConfig(each.name())
                .flatMap(OspfInterfaceConfig::membership)
                .isPresent();
        reply.printLine(each.name() + " is up, line protocol is up ");
        reply.printLine(
                "  Internet Address %s/%d, Area %s, Attached via %s",
                settings.address(),
                settings.network().length(),
                Areas.text(each.area().id()),
                explicit ? "Interface Enable" : "Network Statement");
        reply.printLine(
                "  Process ID %d, Router ID %s, Network Type %s, Cost: %d",
                of.process().number(), of.router().id(), settings.type(), settings.cost());
        reply.printLine("  Topology-MTID    Cost    Disabled    Shutdown      Topology Name");
        reply.printLine("        0           %-10dno          no            Base", settings.cost());
        if (settings.type() == NetworkType.LOOPBACK) {
            reply.printLine("  Loopback interface is treated as a stub Host");
            return;
        }
        showRole(each, reply);
        showTimers(console, each, reply);
        reply.printLine("  Index 1/1/1, flood queue length 0");
        reply.printLine("  Next 0x0(0)/0x0(0)/0x0(0)");
        reply.printLine("  Last flood scan length is 0, maximum is 0");
        reply.printLine("  Last flood scan time is 0 msec, maximum is 0 msec");
        showNeighbors(each, reply);
        Authentication authentication = settings.authentication();
        if (authentication instanceof Authentication.Simple) {
            reply.printLine("  Simple password authentication enabled");
        } else if (authentication instanceof Authentication.Cryptographic keyed) {
            reply.printLine("  Cryptographic authentication enabled");
            reply.printLine(
                    "    Youngest key id is %d",
                    keyed.keys().get(keyed.keys().size() - 1).id());
        }
    }

    private static void showRole(OspfInterface each, Reply reply) {
        InterfaceSettings settings = each.settings();
        boolean elects = settings.type().elects();
        reply.printLine(
                "  Transmit Delay is %d sec, State %s%s",
                settings.transmitDelaySeconds(), full(each), elects ? ", Priority " + settings.priority() : "");
        if (!elects) {
            return;
        }
        if (each.designated().isAny()) {
            reply.printLine("  No designated router on this network");
        } else {
            reply.printLine(
                    "  Designated Router (ID) %s, Interface address %s", each.designatedRouter(), each.designated());
        }
        if (each.backup().isAny()) {
            reply.printLine("  No backup designated router on this network");
        } else {
            reply.printLine(
                    "  Backup Designated router (ID) %s, Interface address %s", each.backupRouter(), each.backup());
        }
    }

    private static void showTimers(IosConsole console, OspfInterface each, Reply reply) {
        long now = console.device().loop().now();
        InterfaceSettings settings = each.settings();
        reply.printLine(
                "  Timer intervals configured, Hello %d, Dead %d, Wait %d, Retransmit %d",
                settings.helloSeconds(), settings.deadSeconds(), settings.deadSeconds(), settings.retransmitSeconds());
        reply.printLine("    oob-resync timeout %d", settings.deadSeconds());
        if (settings.passive()) {
            reply.printLine("    No Hellos (Passive interface) ");
        } else {
            reply.printLine("    Hello due in %s", OspfText.until(each.helloNanos(), now));
        }
        if (each.state() == InterfaceState.WAITING) {
            reply.printLine(
                    "    Wait time before Designated router selection %s", OspfText.until(each.waitNanos(), now));
        }
    }

    private static void showNeighbors(OspfInterface each, Reply reply) {
        reply.printLine(
                "  Neighbor Count is %d, Adjacent neighbor count is %d ",
                each.neighbors().size(), each.fullNeighbors());
        for (OspfNeighbor neighbor : each.neighbors()) {
            if (neighbor.state() == NeighborState.FULL) {
                reply.printLine("    Adjacent with neighbor %s%s", neighbor.id(), role(each, neighbor.address()));
            }
        }
        reply.printLine("  Suppress hello for 0 neighbor(s)");
    }

    private static String role(OspfInterface on, Ipv4Address address) {
        if (address.equals(on.designated())) {
            return "  (Designated Router)";
        }
        return address.equals(on.backup()) ? "  (Backup Designated Router)" : "";
    }
}
