package labwire.netlab.console.ios.line;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.line.TerminalLine;

/** {@code show line}: all lines, a star at those that are taken. */
final class ShowLine {
    private ShowLine() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                line  TTY line information
                """, ShowLine::run);
    }

    private static void run(IosConsole console, Arguments arguments, Reply reply) {
        reply.printLine("   Tty Typ     Tx/Rx    A Modem  Roty AccO AccI   Uses   Noise  Overruns   Int");
        for (TerminalLine line : console.device().lines().all()) {
            reply.printLine(
                    "%s%5d %s %-11s -    -      -    - %4s %6d       0     0/0       -",
                    line.session().isPresent() ? "*" : " ",
                    line.absoluteNumber(),
                    type(line.kind()),
                    line.kind() == TerminalLine.Kind.AUXILIARY ? "  9600/9600" : "",
                    line.accessClass().orElse("-"),
                    line.uses());
        }
        reply.printLine("");
    }

    private static String type(TerminalLine.Kind kind) {
        return switch (kind) {
            case CONSOLE -> "CTY";
            case AUXILIARY -> "AUX";
            case VIRTUAL -> "VTY";
        };
    }
}
