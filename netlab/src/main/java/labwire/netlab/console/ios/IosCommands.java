package labwire.netlab.console.ios;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosMode.Kind;

/** Which commands each mode has. A new command's class is named here, and nowhere else. */
final class IosCommands {
    static final Map<Kind, CommandGraph<IosConsole>> ROUTER = routerGraphs();
    static final Map<Kind, CommandGraph<IosConsole>> SWITCH = switchGraphs();

    private IosCommands() {}

    private static Map<Kind, CommandGraph<IosConsole>> routerGraphs() {
        return commonGraphs();
    }

    private static Map<Kind, CommandGraph<IosConsole>> switchGraphs() {
        Map<Kind, CommandGraph<IosConsole>> graphs = commonGraphs();
        for (Kind exec : List.of(Kind.USER_EXEC, Kind.PRIVILEGED_EXEC)) {
            ShowMacAddressTable.addTo(graph(graphs, exec));
            ShowSpanningTree.addTo(graph(graphs, exec));
            ShowVlan.addTo(graph(graphs, exec));
        }
        VlanCommands.addToGlobal(graph(graphs, Kind.GLOBAL));
        VlanCommands.addToVlan(graph(graphs, Kind.VLAN));
        SpanningTreeCommands.addToGlobal(graph(graphs, Kind.GLOBAL));
        for (Kind mode : List.of(Kind.INTERFACE, Kind.INTERFACE_RANGE)) {
            SwitchportCommands.addTo(graph(graphs, mode));
            SpanningTreeCommands.addToInterface(graph(graphs, mode));
        }
        return graphs;
    }

    private static Map<Kind, CommandGraph<IosConsole>> commonGraphs() {
        Map<Kind, CommandGraph<IosConsole>> graphs = new EnumMap<>(Kind.class);
        for (Kind exec : List.of(Kind.USER_EXEC, Kind.PRIVILEGED_EXEC)) {
            ModeCommands.addToExec(graph(graphs, exec));
            ShowIpInterfaceBrief.addTo(graph(graphs, exec));
            ShowInterfaces.addTo(graph(graphs, exec));
            ShowIpRoute.addTo(graph(graphs, exec));
            ShowArp.addTo(graph(graphs, exec));
            ShowVersion.addTo(graph(graphs, exec));
            ShowHosts.addTo(graph(graphs, exec));
            PingCommand.addTo(graph(graphs, exec));
            TracerouteCommand.addTo(graph(graphs, exec));
        }
        ModeCommands.addToPrivileged(graph(graphs, Kind.PRIVILEGED_EXEC));
        ShowRunningConfig.addTo(graph(graphs, Kind.PRIVILEGED_EXEC));
        ModeCommands.addToConfiguration(graph(graphs, Kind.GLOBAL));
        ModeCommands.addToGlobal(graph(graphs, Kind.GLOBAL));
        SystemCommands.addTo(graph(graphs, Kind.GLOBAL));
        HostTableCommands.addTo(graph(graphs, Kind.GLOBAL));
        RouteCommands.addTo(graph(graphs, Kind.GLOBAL));
        KeptLines.addToGlobal(graph(graphs, Kind.GLOBAL));
        for (Kind mode : List.of(Kind.INTERFACE, Kind.INTERFACE_RANGE)) {
            ModeCommands.addToConfiguration(graph(graphs, mode));
            InterfaceCommands.addTo(graph(graphs, mode));
            KeptLines.addToInterface(graph(graphs, mode));
        }
        ModeCommands.addToConfiguration(graph(graphs, Kind.LINE));
        KeptLines.addToLine(graph(graphs, Kind.LINE));
        ModeCommands.addToConfiguration(graph(graphs, Kind.VLAN));
        return graphs;
    }

    private static CommandGraph<IosConsole> graph(Map<Kind, CommandGraph<IosConsole>> graphs, Kind mode) {
        return graphs.computeIfAbsent(mode, key -> new CommandGraph<>(IosTypes.ALL));
    }
}
