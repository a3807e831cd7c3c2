package labwire.netlab.console.ios.logging;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.device.DebugFlag;
import labwire.netlab.device.SystemLog;

/** {@code debug}, {@code undebug} and {@code no debug}, of the kinds that features add. */
public final class DebugCommands {
    private static final String DEBUG = "debug  Debugging functions (see also 'undebug')\n";
    private static final String UNDEBUG = "undebug  Disable debugging functions (see also 'debug')\n";
    private static final String NO = "no  Disable debugging functions\n";
    private static final String ALL = "all  Enable all debugging";

    private DebugCommands() {}

    /**
     * Adds a kind of debugging.
     *
     * @param words the grammar of the words after {@code debug}, which are the flag's command
     */
    public static void add(IosLanguage.Builder language, DebugFlag flag, String words) {
        language.inPrivilegedExec(graph -> {
            graph.add(DEBUG + words, (console, arguments, reply) -> set(console, flag, true, reply));
            graph.add(UNDEBUG + words, (console, arguments, reply) -> set(console, flag, false, reply));
            graph.add(NO + DEBUG + words, (console, arguments, reply) -> set(console, flag, false, reply));
        });
    }

    private static void set(IosConsole console, DebugFlag flag, boolean on, Reply reply) {
        console.device().log().setDebugging(flag, on);
        reply.printLine(flag.title() + " debugging is " + (on ? "on" : "off"));
    }

    static void addAll(CommandGraph<IosConsole> graph) {
        graph.add(UNDEBUG + ALL, (console, arguments, reply) -> stop(console, reply));
        graph.add(NO + DEBUG + ALL, (console, arguments, reply) -> stop(console, reply));
    }

    private static void stop(IosConsole console, Reply reply) {
        console.device().log().stopDebugging();
        reply.printLine("All possible debugging has been turned off");
    }

    static void addShow(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                debugging  State of each debugging option
                """, (console, arguments, reply) -> show(console.device().log(), reply));
    }

    private static void show(SystemLog log, Reply reply) {
        String group = "";
        for (DebugFlag flag : log.debugging()) {
            if (!flag.group().equals(group)) {
                group = flag.group();
                reply.printLine(group + ":");
            }
            reply.printLine("  " + flag.title() + " debugging is on");
        }
    }
}
