package labwire.netlab.console.ios.ospf;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.ospf.OspfText.Running;
import labwire.netlab.routing.ospf.AreaSettings;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.routing.ospf.LinkStateDatabase;
import labwire.netlab.routing.ospf.NetworkType;
import labwire.netlab.routing.ospf.OspfArea;
import labwire.netlab.routing.ospf.OspfRouter;
import labwire.netlab.routing.ospf.process.AreaConfig;
import labwire.netlab.routing.ospf.process.OspfProcess;
import labwire.netlab.routing.ospf.process.Redistribution;

/** {@code show ip ospf}: what there is to say of whole processes and of their areas. */
final class ShowIpOspf {
    private static final String SHOW = """
            show  Show running system information
            ip  IP information
            ospf  OSPF information
            """;

    private ShowIpOspf() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(SHOW, (console, arguments, reply) -> OspfText.forEach(console, of -> show(console, of, reply)));
        graph.add(
                SHOW + "{process:<1-65535>}  Process ID number",
                (console, arguments, reply) -> OspfText.forEach(console, of -> {
                    if (of.process().number() == arguments.number("process")) {
                        show(console, of, reply);
                    }
                }));
    }

    private static void show(IosConsole console, Running of, Reply reply) {
        OspfRouter router = of.router();
        OspfProcess process = of.process();
        reply.printLine(" Routing Process \"ospf %d\" with ID %s", process.number(), router.id());
        reply.printLine(" Supports only single TOS(TOS0) routes");
        if (router.isBorder() || router.isBoundary()) {
            reply.printLine(" It is an %s", role(router));
        }
        showRedistribution(process, reply);
        reply.printLine(
                " Router is %soriginating router-LSAs with maximum metric",
                process.settings().maxMetric() ? "" : "not ");
        reply.printLine(
                " Initial SPF schedule delay %d msecs", process.settings().spfStartMillis());
        reply.printLine(
                " Minimum hold time between two consecutive SPFs %d msecs",
                process.settings().spfHoldMillis());
        reply.printLine(
                " Maximum wait time between two consecutive SPFs %d msecs",
                process.settings().spfMaxMillis());
        reply.printLine(" Incremental-SPF disabled");
        reply.printLine(" Minimum LSA interval 5 secs");
        reply.printLine(" Minimum LSA arrival 1000 msecs");
        reply.printLine(" LSA group pacing timer 240 secs");
        reply.printLine(" Interface flood pacing timer 33 msecs");
        reply.printLine(" Retransmission pacing timer 66 msecs");
        LinkStateDatabase externals = router.externalDatabase();
        reply.printLine(" Number of external LSA %d. Checksum Sum 0x%06X", externals.size(), externals.checksumSum());
        reply.printLine(" Number of opaque AS LSA 0. Checksum Sum 0x000000");
        reply.printLine(" Number of DCbitless external and opaque AS LSA %d", externals.size());
        reply.printLine(" Number of DoNotAge external and opaque AS LSA 0");
        reply.printLine(" %s", areas(router));
        reply.printLine(" Number of areas transit capable is 0");
        reply.printLine(" External flood list length 0");
        reply.printLine(" Reference bandwidth unit is %d mbps", process.referenceMegabits());
        router.areas().forEach(area -> showArea(console, of, area, reply));
        reply.print("\n");
    }

    static String role(OspfRouter router) {
        if (router.isBorder() && router.isBoundary()) {
            return "area border and autonomous system boundary router";
        }
        return router.isBorder() ? "area border router" : "autonomous system boundary router";
    }

    static String areas(OspfRouter router) {
        long stubs = router.areas().stream()
                .filter(area -> area.settings().kind() == AreaSettings.Kind.STUB)
                .count();
        int all = router.areas().size();
        return "Number of areas in this router is " + all + ". " + (all - stubs) + " normal " + stubs + " stub 0 nssa";
    }

    private static void showRedistribution(OspfProcess process, Reply reply) {
        if (!process.redistributed().isEmpty()) {
            reply.printLine(" Redistributing External Routes from,");
            process.redistributed().forEach((source, how) -> reply.printLine("    " + text(source, how)));
        }
    }

    static String text(Redistribution.Source source, Redistribution how) {
        String name = switch (source) {
            case CONNECTED -> "connected";
            case STATIC -> "static";
        };
        String metric = how.metric().isPresent()
                ? " with metric mapped to " + how.metric().getAsInt()
                : "";
        return name + metric + (how.subnets() ? ", includes subnets in redistribution" : "");
    }

    private static void showArea(IosConsole console, Running of, OspfArea area, Reply reply) {
        AreaConfig config = of.process().area(area.id());
        long loopbacks = area.interfaces().stream()
                .filter(each -> each.settings().type() == NetworkType.LOOPBACK)
                .count();
        reply.printLine("    Area %s", area.isBackbone() ? "BACKBONE(0)" : Areas.text(area.id()));
        reply.printLine(
                "        Number of interfaces in this area is %d%s",
                area.interfaces().size(), loopbacks == 0 ? "" : " (" + loopbacks + " loopback)");
        if (config.isStub()) {
            reply.printLine(
                    "        It is a stub area%s", config.hasSummaries() ? "" : ", no summary LSA in this area");
            if (of.router().isBorder()) {
                reply.printLine(
                        "        Generates stub default route with cost %d",
                        config.defaultCost().orElse(1));
            }
        }
        reply.printLine(
                "        Area has %s",
                switch (config.authentication()) {
                    case NONE -> "no authentication";
                    case PASSWORD -> "simple password authentication";
                    case MESSAGE_DIGEST -> "message digest authentication";
                });
        reply.printLine(
                "        SPF algorithm last executed %s ago",
                OspfText.preciseDuration(console.device().loop().now() - area.lastSpfNanos()));
        reply.printLine("        SPF algorithm executed %d times", area.spfRuns());
        reply.printLine("        Area ranges are");
        config.ranges()
                .forEach(range -> reply.printLine(
                        "           %s %s", range.prefix(), range.advertised() ? "Advertise" : "DoNotAdvertise"));
        LinkStateDatabase database = area.database();
        reply.printLine("        Number of LSA %d. Checksum Sum 0x%06X", database.size(), database.checksumSum());
        reply.printLine("        Number of opaque link LSA 0. Checksum Sum 0x000000");
        reply.printLine("        Number of DCbitless LSA %d", database.size());
        reply.printLine("        Number of indication LSA 0");
        reply.printLine("        Number of DoNotAge LSA 0");
        reply.printLine("        Flood list length 0");
    }
}
