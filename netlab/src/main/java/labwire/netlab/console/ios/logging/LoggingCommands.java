package labwire.netlab.console.ios.logging;

import java.util.Optional;
import java.util.function.Function;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.device.LogDestination;
import labwire.netlab.device.SystemLog;
import labwire.netlab.device.SystemLog.Severity;

/** {@code logging buffered}, {@code logging console} … and what shows them. */
public final class LoggingCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String LOGGING = "logging  Modify message logging facilities\n";
    private static final String LEVEL = """

            [{level:<0-7>}]  Logging severity level
            | alerts  Immediate action needed           (severity=1)
            | critical  Critical conditions               (severity=2)
            | debugging  Debugging messages                (severity=7)
            | emergencies  System is unusable                (severity=0)
            | errors  Error conditions                  (severity=3)
            | informational  Informational messages            (severity=6)
            | notifications  Normal but significant conditions (severity=5)
            | warnings  Warning conditions                (severity=4)
            """;

    private LoggingCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.inGlobal(LoggingCommands::addDestinations)
                .inGlobal(TimestampCommands::addTo)
                .inExec(ShowLogging::addTo)
                .inExec(DebugCommands::addShow)
                .inPrivilegedExec(DebugCommands::addAll)
                .inPrivilegedExec(LoggingCommands::addClear)
                .writes(ConfigPlace.SERVICE, TimestampCommands::write)
                .writes(ConfigPlace.LOGGING, LoggingConfig::write);
    }

    private static void addDestinations(CommandGraph<IosConsole> graph) {
        graph.add(LOGGING + """
                buffered  Set buffered logging parameters
                [{size:<4096-16777216>}]  Logging buffer size
                """ + LEVEL.strip(), (console, arguments, reply) -> {
            SystemLog log = console.device().log();
            log.buffering().level(Optional.of(severity(arguments)));
            log.bufferLimit(arguments.find("size", Integer.class).orElse(SystemLog.DEFAULT_BUFFER_BYTES));
        });
        addDestination(graph, "buffered  Set buffered logging parameters", SystemLog::buffering);
        add(graph, "console  Set console logging parameters", SystemLog::console);
        add(graph, "monitor  Set terminal line (monitor) logging parameters", SystemLog::monitor);
        graph.add(
                LOGGING + "on  Enable logging to all enabled destinations",
                (console, arguments, reply) -> console.device().log().setEnabled(true));
        graph.add(
                NO + LOGGING + "on  Enable logging to all enabled destinations",
                (console, arguments, reply) -> console.device().log().setEnabled(false));
    }

    private static void add(
            CommandGraph<IosConsole> graph, String word, Function<SystemLog, LogDestination> destination) {
        graph.add(
                LOGGING + word + LEVEL,
                (console, arguments, reply) ->
                        destination.apply(console.device().log()).level(Optional.of(severity(arguments))));
        addDestination(graph, word, destination);
    }

    private static void addDestination(
            CommandGraph<IosConsole> graph, String word, Function<SystemLog, LogDestination> destination) {
        graph.add(
                NO + LOGGING + word + "\n[{rest:LINE}]  Its parameters",
                (console, arguments, reply) ->
                        destination.apply(console.device().log()).level(Optional.empty()));
    }

    /** The one that the line names by number or by word; if none, all messages. */
    private static Severity severity(Arguments arguments) {
        Optional<Integer> number = arguments.find("level", Integer.class);
        for (Severity severity : Severity.values()) {
            if (number.filter(given -> given == severity.number()).isPresent() || arguments.has(severity.keyword())) {
                return severity;
            }
        }
        return Severity.DEBUGGING;
    }

    private static void addClear(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                clear  Reset functions
                logging  Clear logging buffer
                """,
                (console, arguments, reply) ->
                        console.confirm("Clear logging buffer [confirm]", Completion.ON_RETURN, (yes, answer) -> {
                            if (yes) {
                                console.device().log().clearBuffer();
                            }
                        }));
    }
}
