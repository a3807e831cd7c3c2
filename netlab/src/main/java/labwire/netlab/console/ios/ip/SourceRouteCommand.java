package labwire.netlab.console.ios.ip;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;

/** {@code ip source-route}, on unless a line says {@code no}, as those of hardened devices do. */
final class SourceRouteCommand {
    private static final String LINE = """
            ip  Global IP configuration subcommands
            source-route  Process packets with source routing header options
            """;

    private SourceRouteCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(LINE, (console, arguments, reply) -> console.device().stack().setSourceRouting(true));
        graph.add(
                "no  Negate a command or set its defaults\n" + LINE,
                (console, arguments, reply) -> console.device().stack().setSourceRouting(false));
    }

    static void write(IosDevice device, ConfigText text) {
        if (device.stack().isSourceRouting()) {
            text.defaultLine("ip source-route");
        } else {
            text.line("no ip source-route");
        }
    }
}
