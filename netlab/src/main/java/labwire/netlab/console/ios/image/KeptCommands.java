package labwire.netlab.console.ios.image;

import java.util.List;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.KeptLines;

/**
 * The lines of real configurations that name nothing the lab emulates, by their beginnings.
 *
 * <p>A fixed list, so that a misspelt line is still refused. A line that gets its behaviour moves out of here.
 */
final class KeptCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String REST = "\n[{rest:LINE}]  Kept as it is\n";

    /** The beginnings of global lines, each with its help. */
    private static final List<String> GLOBAL = List.of(
            "version  Version of the software that wrote this configuration",
            "service  Modify use of network based services",
            "boot-start-marker  Kept as it is",
            "boot-end-marker  Kept as it is",
            "aaa  Authentication, Authorization and Accounting",
            "username  Establish User Name Authentication",
            "vtp  Configure global VTP state",
            "lldp  Configure global LLDP",
            "cdp  Configure global CDP",
            "clock  Configure time-of-day clock",
            "logging  Modify message logging facilities",
            "snmp-server  Modify SNMP engine parameters",
            "banner  Define a login banner",
            "control-plane  Configure control plane services",
            "redundancy  Kept as it is",
            "mmi  Kept as it is",
            "multilink  Kept as it is",
            "ipv6  Global IPv6 configuration commands",
            "ip\nssh  Configure ssh options",
            "ip\nscp  Scp commands",
            "ip\nhttp  HTTP server configuration",
            "ip\ncef  Cisco Express Forwarding",
            "ip\nforward-protocol  Controls forwarding of physical and directed IP broadcasts",
            "ip\ndomain-lookup  Enable IP Domain Name System hostname translation",
            "ip\ndomain\nlookup  Enable IP Domain Name System hostname translation",
            "ip\nclassless  Follow classless routing forwarding rules");

    private static final List<String> INTERFACE = List.of(
            "duplex  Configure duplex operation",
            "speed  Configure speed operation",
            "negotiation  Select Autonegotiation mode",
            "media-type  Interface media type",
            "cdp  CDP interface subcommands",
            "lldp  LLDP interface subcommands");

    private KeptCommands() {}

    static void addTo(IosLanguage.Builder language) {
        language.inGlobal(KeptCommands::addToGlobal)
                .inInterface(KeptCommands::addToInterface)
                .writes(
                        InterfacePlace.KEPT,
                        (device, configured, text) ->
                                device.settings().keptLines(configured.name()).forEach(text::child));
    }

    private static void addToGlobal(CommandGraph<IosConsole> graph) {
        add(
                graph,
                GLOBAL,
                (console, arguments, reply) -> KeptLines.keep(console.settings().keptLines(), arguments.line(), reply));
    }

    private static void addToInterface(CommandGraph<IosConsole> graph) {
        add(
                graph,
                INTERFACE,
                (console, arguments, reply) -> KeptLines.keepForInterfaces(console, arguments.line(), reply));
    }

    private static void add(CommandGraph<IosConsole> graph, List<String> beginnings, Action<IosConsole> keep) {
        for (String beginning : beginnings) {
            graph.add(beginning + REST, keep);
            graph.add(NO + beginning + REST, keep);
        }
    }
}
