package labwire.netlab.console.ios.ospf;

import java.util.Optional;
import java.util.function.Predicate;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.routing.ospf.OspfInterface;
import labwire.netlab.routing.ospf.OspfNeighbor;
import labwire.netlab.wire.Ipv4Address;

/** {@code show ip ospf neighbor}, with all details or without, of one interface or one neighbour or all. */
final class ShowOspfNeighbor {
    private static final String SHOW = """
            show  Show running system information
            ip  IP information
            ospf  OSPF information
            neighbor  Neighbor list
            """;
    private static final String DETAIL = "detail  detail of all neighbors";

    private ShowOspfNeighbor() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(SHOW, (console, arguments, reply) -> show(console, neighbor -> true, false, reply));
        graph.add(SHOW + DETAIL, (console, arguments, reply) -> show(console, neighbor -> true, true, reply));
        graph.add(
                SHOW + "{interface:INTERFACE}  Interface type and number\n[detail]  detail of all neighbors",
                (console, arguments, reply) -> {
                    String name =
                            arguments.get("interface", InterfaceName.class).longName();
                    Predicate<OspfNeighbor> there =
                            neighbor -> neighbor.on().name().equals(name);
                    show(console, there, arguments.has("detail"), reply);
                });
        graph.add(SHOW + "{id:A.B.C.D}  Neighbor ID", (console, arguments, reply) -> {
            Ipv4Address id = id(arguments);
            show(console, neighbor -> neighbor.id().equals(id), true, reply);
        });
    }

    private static Ipv4Address id(Arguments arguments) {
        return arguments.address("id");
    }

    private static void show(IosConsole console, Predicate<OspfNeighbor> shown, boolean detail, Reply reply) {
        long now = console.device().loop().now();
        OspfText.forEach(console, of -> {
            Optional<OspfNeighbor> any = of.router().interfaceList().stream()
                    .flatMap(each -> each.neighbors().stream())
                    .filter(shown)
                    .findFirst();
            if (!detail && any.isPresent()) {
                reply.print("\nNeighbor ID     Pri   State           Dead Time   Address         Interface\n");
            }
            for (OspfInterface each : of.router().interfaceList()) {
                each.neighbors().stream().filter(shown).forEach(neighbor -> {
                    if (detail) {
                        detail(neighbor, now, reply);
                    } else {
                        row(neighbor, now, reply);
                    }
                });
            }
        });
    }

    private static void row(OspfNeighbor neighbor, long now, Reply reply) {
        // A neighbour without a role on its link has no priority there either.
        boolean elects = neighbor.on().settings().type().elects();
        reply.printLine(
                "%-16s%3d   %-16s%-12s%-16s%s",
                neighbor.id().isAny() ? "N/A" : neighbor.id(),
                elects ? neighbor.priority() : 0,
                OspfText.stateAndRole(neighbor),
                OspfText.until(neighbor.deadNanos(), now),
                neighbor.address(),
                neighbor.on().name());
    }

    private static void detail(OspfNeighbor neighbor, long now, Reply reply) {
        OspfInterface on = neighbor.on();
        reply.printLine(" Neighbor %s, interface address %s", neighbor.id(), neighbor.address());
        reply.printLine(
                "    In the area %s via interface %s", Areas.text(on.area().id()), on.name());
        reply.printLine(
                "    Neighbor priority is %d, State is %s, %d state changes",
                neighbor.priority(), neighbor.state().shortName(), neighbor.stateChanges());
        reply.printLine("    DR is %s BDR is %s", on.designated(), on.backup());
        reply.printLine("    Options is 0x%X", neighbor.options());
        reply.printLine("    Dead timer due in %s", OspfText.until(neighbor.deadNanos(), now));
        reply.printLine("    Neighbor is up for %s", OspfText.duration(now - neighbor.changedNanos()));
        reply.printLine(
                "    Index 1/1, retransmission queue length %d, number of retransmission %d",
                neighbor.retransmitQueueLength(), neighbor.retransmissions());
        reply.printLine("    First 0x0(0)/0x0(0) Next 0x0(0)/0x0(0)");
        reply.printLine("    Last retransmission scan length is 0, maximum is 0");
        reply.printLine("    Last retransmission scan time is 0 msec, maximum is 0 msec");
    }
}
