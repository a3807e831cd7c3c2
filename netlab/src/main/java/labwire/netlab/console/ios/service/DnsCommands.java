package labwire.netlab.console.ios.service;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;

/** {@code ip dns server} */
final class DnsCommands {
    private static final String SERVER = """
            ip  Global IP configuration subcommands
            dns  Configure DNS server for a zone
            server  Enable DNS server
            """;

    private DnsCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        // A port that is taken is seen in show running-config, which then has no such line.
        graph.add(SERVER, (console, arguments, reply) -> console.device().dns().start());
        graph.add(
                "no  Negate a command or set its defaults\n" + SERVER,
                (console, arguments, reply) -> console.device().dns().stop());
    }

    static void write(IosDevice device, ConfigText text) {
        if (device.dns().isRunning()) {
            text.line("ip dns server");
        }
    }
}
