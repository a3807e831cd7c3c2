package labwire.netlab.console.ios.system;

import java.util.regex.Pattern;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.Router;

/** The device's own name. */
final class HostnameCommands {
    /** RFC 1123, 2.1, and at most 63 characters as on IOS. */
    private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private HostnameCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                version  Version of the software that wrote this configuration
                {release:WORD}  Such as 15.6; the device's own is what it shows
                """, (console, arguments, reply) -> {});
        graph.add("""
                hostname  Set system's network name
                {name:WORD}  This system's network name
                """, HostnameCommands::hostname);
        graph.add(
                """
                no  Negate a command or set its defaults
                hostname  Set system's network name
                [{name:WORD}]  This system's network name
                """,
                (console, arguments, reply) ->
                        console.settings().hostname(console.device() instanceof Router ? "Router" : "Switch"));
    }

    private static void hostname(IosConsole console, Arguments arguments, Reply reply) {
        String name = arguments.text("name");
        if (!HOSTNAME.matcher(name).matches()) {
            reply.refuse(
                    "% Hostname contains one or more illegal characters.",
                    name, "a letter, then letters, digits, - . and _, at most 63");
            return;
        }
        console.settings().hostname(name);
    }
}
