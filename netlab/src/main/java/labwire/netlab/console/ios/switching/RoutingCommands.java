package labwire.netlab.console.ios.switching;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;

/** Whether a switch routes between its VLANs and routed ports: {@code ip routing}. */
final class RoutingCommands {
    private static final String ROUTING = "ip  Global IP configuration subcommands\nrouting  Enable IP routing";

    private RoutingCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                ROUTING, (console, arguments, reply) -> console.device().stack().setForwarding(true));
        graph.add(
                SwitchportCommands.NO + ROUTING,
                (console, arguments, reply) -> console.device().stack().setForwarding(false));
    }

    static void write(IosDevice device, ConfigText text) {
        if (device.stack().isForwarding()) {
            text.line("ip routing");
        }
    }
}
