package labwire.netlab.console.ios.ospf;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.ospf.OspfText.Running;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.routing.ospf.OspfRouter;
import labwire.netlab.routing.ospf.process.NetworkStatement;
import labwire.netlab.routing.ospf.process.OspfInterfaceConfig;
import labwire.netlab.routing.ospf.process.OspfProcess;
import labwire.netlab.wire.Ipv4Address;

/** {@code show ip protocols}. */
final class ShowIpProtocols {
    private ShowIpProtocols() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                protocols  IP routing protocol process parameters and statistics
                """, (console, arguments, reply) -> {
            reply.print("*** IP Routing is NSF aware ***\n\n");
            OspfText.forEach(console, of -> show(console, of, reply));
        });
    }

    private static void show(IosConsole console, Running of, Reply reply) {
        OspfRouter router = of.router();
        OspfProcess process = of.process();
        reply.printLine("Routing Protocol is \"ospf %d\"", process.number());
        reply.printLine("  Outgoing update filter list for all interfaces is not set");
        reply.printLine("  Incoming update filter list for all interfaces is not set");
        reply.printLine("  Router ID %s", router.id());
        if (router.isBorder() || router.isBoundary()) {
            reply.printLine("  It is an %s", ShowIpOspf.role(router));
        }
        if (!process.redistributed().isEmpty()) {
            reply.printLine("  Redistributing External Routes from,");
            process.redistributed().forEach((source, how) -> reply.printLine("    " + ShowIpOspf.text(source, how)));
        }
        reply.printLine("  %s", ShowIpOspf.areas(router));
        reply.printLine("  Maximum path: %d", process.settings().maximumPaths());
        reply.printLine("  Routing for Networks:");
        for (NetworkStatement each : process.networks()) {
            reply.printLine("    %s %s area %s", each.address(), each.wildcard(), Areas.text(each.area()));
        }
        explicit(console, process).forEach((area, names) -> {
            reply.printLine("  Routing on Interfaces Configured Explicitly (Area %s):", Areas.text(area));
            names.forEach(name -> reply.printLine("    %s", name));
        });
        List<String> passive = console.device().interfaces().stream()
                .map(each -> each.name().longName())
                .filter(process::isPassive)
                .toList();
        if (!passive.isEmpty()) {
            reply.printLine("  Passive Interface(s):");
            passive.forEach(name -> reply.printLine("    %s", name));
        }
        showSources(console, of, reply);
        reply.printLine("  Distance: (default is %d)", process.distance());
        reply.print("\n");
    }

    private static Map<Ipv4Address, Set<String>> explicit(IosConsole console, OspfProcess process) {
        Map<Ipv4Address, Set<String>> byArea = new TreeMap<>();
        for (DeviceInterface each : console.device().interfaces()) {
            String name = each.name().longName();
            console.device()
                    .ospf()
                    .knownConfig(name)
                    .flatMap(OspfInterfaceConfig::membership)
                    .filter(membership -> membership.process() == process.number())
                    .ifPresent(membership -> byArea.computeIfAbsent(membership.area(), area -> new LinkedHashSet<>())
                            .add(name));
        }
        return byArea;
    }

    private static void showSources(IosConsole console, Running of, Reply reply) {
        reply.printLine("  Routing Information Sources:");
        reply.printLine("    Gateway         Distance      Last Update");
        Set<Ipv4Address> sources = new TreeSet<>();
        of.router().routingTable().routes().stream()
                .filter(route -> !route.isDirect())
                .forEach(route -> sources.add(route.from()));
        long since = console.device().loop().now() - of.router().spf().lastRunNanos();
        sources.forEach(source ->
                reply.printLine("    %-16s%8d      %s", source, of.process().distance(), OspfText.duration(since)));
    }
}
