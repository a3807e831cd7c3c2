package labwire.netlab.console.ios.line;

import java.util.List;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.line.LineSession;
import labwire.netlab.device.line.TerminalLine;
import labwire.netlab.device.line.TerminalLine.Kind;

/** {@code clear line vty 0}: ends the session there. */
final class ClearLine {
    private ClearLine() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                clear  Reset functions
                line  Reset a terminal line
                console  Primary terminal line
                | aux  Auxiliary line
                | vty  Virtual terminal
                {number:<0-1441>}  Line number
                """, ClearLine::run);
        graph.add("""
                clear  Reset functions
                line  Reset a terminal line
                {number:<0-1441>}  Line number
                """, ClearLine::run);
    }

    private static void run(IosConsole console, Arguments arguments, Reply reply) {
        List<TerminalLine> lines = arguments.has("console")
                ? console.device().lines().of(Kind.CONSOLE)
                : arguments.has("aux")
                        ? console.device().lines().of(Kind.AUXILIARY)
                        : arguments.has("vty")
                                ? console.device().lines().virtual()
                                : console.device().lines().all();
        int number = arguments.number("number");
        if (number >= lines.size()) {
            reply.refuse("% Not allowed to clear current line", number + "", "0 to " + (lines.size() - 1));
            return;
        }
        TerminalLine line = lines.get(number);
        if (console.line().filter(line::equals).isPresent()) {
            reply.refuse("% Not allowed to clear current line", line.name(), "another's line");
            return;
        }
        console.confirm("[confirm]", Completion.ON_RETURN, (yes, answer) -> {
            if (yes) {
                line.session().ifPresent(LineSession::hangUp);
                answer.printLine(" [OK]");
            }
        });
    }
}
