package labwire.netlab.console.ios.line;

import java.util.List;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.KeptLines;

/** Lines of a line's section that nothing here acts on, by their beginnings. */
final class LineKeptCommands {
    private static final List<String> BEGINNINGS = List.of(
            "autocommand  Automatically execute an EXEC command",
            "exec  Configure EXEC",
            "exec-banner  Enable the display of the EXEC banner",
            "flowcontrol  Set the flow control",
            "ipv6\naccess-class  Filter connections based on an IPv6 access list",
            "modem  Configure the Modem Control Lines",
            "motd-banner  Enable the display of the MOTD banner",
            "notify  Inform users of output from concurrent sessions",
            "rotary  Add line to a rotary group",
            "speed  Set the transmit and receive speeds",
            "stopbits  Set async line stop bits",
            "timeout  Timeouts for the line",
            "transport\noutput  Define which protocols to use for outgoing connections",
            "transport\npreferred  Specify the preferred protocol to use",
            "vacant-message  Define a vacant banner");

    private LineKeptCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        for (String beginning : BEGINNINGS) {
            for (String prefix : List.of("", "no  Negate a command or set its defaults\n")) {
                graph.add(
                        prefix + beginning + "\n[{rest:LINE}]  Kept as it is\n",
                        (console, arguments, reply) -> LineMode.forEach(
                                console, line -> KeptLines.keep(console, line.keptLines(), arguments.line(), reply)));
            }
        }
    }
}
