package labwire.netlab.console.ios.line;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.TerminalSettings;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode.Kind;

/** {@code terminal length 0} and its like: for this session alone. */
final class TerminalCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";

    private TerminalCommands() {}

    /** The keys that help, in a few words. */
    private static final String HELP = """
            A question mark acts at any place in a line:
              show ?      lists what can follow, each with a line about it
              show ve?    lists the words that begin so
            The Tab key completes a word; a word may be cut short as long as only one fits.
            """;

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("help  Description of the interactive help system", (console, arguments, reply) -> reply.print(HELP));
        graph.add("""
                terminal  Set terminal line parameters
                length  Set number of lines on a screen
                {rows:<0-512>}  Number of lines on screen (0 for no pausing)
                """, (console, arguments, reply) -> console.terminal().length(arguments.number("rows")));
        graph.add("""
                terminal  Set terminal line parameters
                width  Set width of the display terminal
                {columns:<0-512>}  Number of characters on a screen line
                """, (console, arguments, reply) -> console.terminal().width(arguments.number("columns")));
        for (String no : new String[] {"", "no  Negate a command or set its defaults\n"}) {
            graph.add(
                    "terminal  Set terminal line parameters\n" + no
                            + "monitor  Copy debug output to the current terminal line",
                    (console, arguments, reply) -> console.terminal().monitoring(!arguments.has("no")));
        }
        graph.add("""
                terminal  Set terminal line parameters
                history  Enable and control the command history function
                size  Set history buffer size
                {lines:<0-256>}  Size of history buffer
                """, (console, arguments, reply) -> console.terminal().historySize(arguments.number("lines")));
        graph.add("""
                terminal  Set terminal line parameters
                history  Enable and control the command history function
                """, (console, arguments, reply) -> console.terminal().historySize(TerminalSettings.DEFAULT_HISTORY));
        graph.add(
                "terminal  Set terminal line parameters\n" + NO
                        + "history  Enable and control the command history function",
                (console, arguments, reply) -> console.terminal().historySize(0));
        graph.add(
                """
                show  Show running system information
                privilege  Show current privilege level
                """,
                (console, arguments, reply) -> reply.printLine(
                        "Current privilege level is %d", console.mode().kind() == Kind.USER_EXEC ? 1 : 15));
        graph.add(
                """
                show  Show running system information
                history  Display the session command history
                """,
                (console, arguments, reply) ->
                        console.terminal().history().lines().forEach(line -> reply.printLine("  " + line)));
    }
}
