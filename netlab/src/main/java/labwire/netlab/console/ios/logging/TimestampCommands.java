package labwire.netlab.console.ios.logging;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.SystemLog;
import labwire.netlab.device.SystemLog.Timestamps;

/** {@code service timestamps log datetime msec}. */
final class TimestampCommands {
    private static final String WORDS = """
            service  Modify use of network based services
            timestamps  Timestamp debug/log messages
            debug  Timestamp debug messages
            | log  Timestamp log messages
            """;

    private TimestampCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(WORDS + "[uptime]  Timestamp with system uptime", TimestampCommands::set);
        graph.add(WORDS + """
                datetime  Timestamp with date and time
                [msec]  Include milliseconds in timestamp
                [localtime]  Use local time zone for timestamps
                [show-timezone]  Add time zone information to timestamp
                [year]  Include year in timestamp
                """, TimestampCommands::set);
        graph.add(
                "no  Negate a command or set its defaults\n" + WORDS + "[{rest:LINE}]  Its parameters",
                (console, arguments, reply) -> set(console, arguments, Timestamps.NONE));
    }

    private static void set(IosConsole console, Arguments arguments, Reply reply) {
        Timestamps timestamps = !arguments.has("datetime")
                ? Timestamps.UPTIME
                : arguments.has("msec") ? Timestamps.DATETIME_MSEC : Timestamps.DATETIME;
        set(console, arguments, timestamps);
    }

    private static void set(IosConsole console, Arguments arguments, Timestamps timestamps) {
        SystemLog log = console.device().log();
        if (arguments.has("log")) {
            log.logTimestamps(timestamps);
        } else {
            log.debugTimestamps(timestamps);
        }
    }

    static void write(IosDevice device, ConfigText text) {
        write("debug", device.log().debugTimestamps(), text);
        write("log", device.log().logTimestamps(), text);
    }

    private static void write(String kind, Timestamps timestamps, ConfigText text) {
        text.line(
                switch (timestamps) {
                    case NONE -> "no service timestamps " + kind + " uptime";
                    case UPTIME -> "service timestamps " + kind + " uptime";
                    case DATETIME -> "service timestamps " + kind + " datetime";
                    case DATETIME_MSEC -> "service timestamps " + kind + " datetime msec";
                });
    }
}
