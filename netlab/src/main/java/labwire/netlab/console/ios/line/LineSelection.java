package labwire.netlab.console.ios.line;

import java.util.List;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.line.TerminalLine;
import labwire.netlab.device.line.TerminalLine.Kind;

/** {@code line console 0}, {@code line vty 0 4}. */
final class LineSelection {
    private LineSelection() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                line  Configure a terminal line
                console  Primary terminal line
                | aux  Auxiliary line
                | vty  Virtual terminal
                {first:<0-1441>}  First Line number
                [{last:<0-1441>}]  Last Line number
                """, LineSelection::select);
        // More lines than there are cannot be had, and none of them can be done without.
        graph.add("""
                no  Negate a command or set its defaults
                line  Configure a terminal line
                vty  Virtual terminal
                {first:<0-1441>}  First Line number
                [{last:<0-1441>}]  Last Line number
                """, (console, arguments, reply) -> {
            int first = arguments.number("first");
            List<TerminalLine> all = console.device().lines().virtual();
            all.stream().skip(first).forEach(TerminalLine::reset);
        });
    }

    private static void select(IosConsole console, Arguments arguments, Reply reply) {
        Kind kind = arguments.has("console") ? Kind.CONSOLE : arguments.has("aux") ? Kind.AUXILIARY : Kind.VIRTUAL;
        List<TerminalLine> all = console.device().lines().of(kind);
        int first = arguments.number("first");
        int last = arguments.find("last", Integer.class).orElse(first);
        if (last < first || last >= all.size()) {
            reply.refuse("% Bad line number - line(s) not available.", first + " " + last, "0 to " + (all.size() - 1));
            return;
        }
        console.enter(new LineMode(all.subList(first, last + 1)));
    }
}
