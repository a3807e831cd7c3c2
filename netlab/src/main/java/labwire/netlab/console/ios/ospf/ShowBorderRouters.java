package labwire.netlab.console.ios.ospf;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.ospf.OspfText.Running;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.routing.ospf.BorderRouter;
import labwire.netlab.routing.ospf.OspfArea;
import labwire.netlab.routing.ospf.OspfNextHop;

/** {@code show ip ospf border-routers}. */
final class ShowBorderRouters {
    private ShowBorderRouters() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                ospf  OSPF information
                border-routers  Border and Boundary Router Information
                """, (console, arguments, reply) -> OspfText.forEach(console, of -> show(of, reply)));
    }

    private static void show(Running of, Reply reply) {
        OspfText.heading(of, reply);
        reply.print("\n\t\tBase Topology (MTID 0)\n\n");
        reply.printLine("Internal Router Routing Table");
        reply.printLine("Codes: i - Intra-area route, I - Inter-area route");
        reply.print("\n");
        for (BorderRouter each : of.router().routingTable().borderRouters()) {
            int runs = of.router().areas().stream()
                    .filter(area -> area.id().equals(each.area()))
                    .mapToInt(OspfArea::spfRuns)
                    .findFirst()
                    .orElse(0);
            for (OspfNextHop hop : each.nextHops()) {
                reply.printLine(
                        "%s %s [%d] via %s, %s, %s, Area %s, SPF %d",
                        each.intraArea() ? "i" : "I",
                        each.router(),
                        each.cost(),
                        hop.gateway(),
                        hop.on().name(),
                        each.border() && each.boundary() ? "ABR/ASBR" : each.border() ? "ABR" : "ASBR",
                        Areas.text(each.area()),
                        runs);
            }
        }
    }
}
