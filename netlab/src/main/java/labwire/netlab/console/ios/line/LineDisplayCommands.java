package labwire.netlab.console.ios.line;

import java.util.OptionalInt;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.line.TerminalLine;

/** How a line treats its terminal: {@code exec-timeout}, {@code length}, {@code logging synchronous} … */
final class LineDisplayCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";

    private LineDisplayCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        addTimeout(graph);
        addLimits(graph);
        addSize(graph);
        graph.add(
                """
                history  Enable and control the command history function
                size  Set history buffer size
                {lines:<0-256>}  Size of history buffer
                """,
                (console, arguments, reply) ->
                        LineMode.forEach(console, line -> line.historySize(arguments.number("lines"))));
        graph.add(
                NO + """
                history  Enable and control the command history function
                size  Set history buffer size
                """,
                (console, arguments, reply) ->
                        LineMode.forEach(console, line -> line.historySize(TerminalLine.DEFAULT_HISTORY)));
        graph.add("""
                logging  Modify message logging facilities
                synchronous  Synchronized message output
                [{rest:LINE}]  Severity level and limit
                """, (console, arguments, reply) -> LineMode.forEach(console, line -> line.synchronous(true)));
        graph.add(NO + """
                logging  Modify message logging facilities
                synchronous  Synchronized message output
                [{rest:LINE}]  Severity level and limit
                """, (console, arguments, reply) -> LineMode.forEach(console, line -> line.synchronous(false)));
    }

    private static void addTimeout(CommandGraph<IosConsole> graph) {
        graph.add("""
                exec-timeout  Set the EXEC timeout
                {minutes:<0-35791>}  Timeout in minutes
                [{seconds:<0-2147483>}]  Timeout in seconds
                """, (console, arguments, reply) -> {
            int seconds = arguments.number("minutes") * 60
                    + arguments.find("seconds", Integer.class).orElse(0);
            LineMode.forEach(console, line -> line.execTimeoutSeconds(seconds));
        });
        graph.add(
                NO + """
                exec-timeout  Set the EXEC timeout
                """, (console, arguments, reply) -> LineMode.forEach(console, line -> line.execTimeoutSeconds(0)));
    }

    private static void addLimits(CommandGraph<IosConsole> graph) {
        String session = "session-timeout  Set interval for closing connection when there is no input traffic\n";
        String absolute = "absolute-timeout  Set absolute timeout for line disconnection\n";
        graph.add(
                session + "{minutes:<0-35791>}  Session timeout interval in minutes\n",
                (console, arguments, reply) ->
                        LineMode.forEach(console, line -> line.sessionTimeoutMinutes(arguments.number("minutes"))));
        graph.add(
                NO + session + "[{minutes:<0-35791>}]  Session timeout interval in minutes\n",
                (console, arguments, reply) -> LineMode.forEach(console, line -> line.sessionTimeoutMinutes(0)));
        graph.add(
                absolute + "{minutes:<0-10000>}  Absolute timeout interval in minutes\n",
                (console, arguments, reply) ->
                        LineMode.forEach(console, line -> line.absoluteTimeoutMinutes(arguments.number("minutes"))));
        graph.add(
                NO + absolute + "[{minutes:<0-10000>}]  Absolute timeout interval in minutes\n",
                (console, arguments, reply) -> LineMode.forEach(console, line -> line.absoluteTimeoutMinutes(0)));
    }

    private static void addSize(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                length  Set number of lines on a screen
                {rows:<0-512>}  Number of lines on screen (0 for no pausing)
                """,
                (console, arguments, reply) ->
                        LineMode.forEach(console, line -> line.length(OptionalInt.of(arguments.number("rows")))));
        graph.add(
                NO + """
                length  Set number of lines on a screen
                """,
                (console, arguments, reply) -> LineMode.forEach(console, line -> line.length(OptionalInt.empty())));
        graph.add(
                """
                width  Set width of the display terminal
                {columns:<0-512>}  Number of characters on a screen line
                """,
                (console, arguments, reply) ->
                        LineMode.forEach(console, line -> line.width(OptionalInt.of(arguments.number("columns")))));
        graph.add(
                NO + """
                width  Set width of the display terminal
                """,
                (console, arguments, reply) -> LineMode.forEach(console, line -> line.width(OptionalInt.empty())));
    }
}
