package labwire.netlab.console.ios.line;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.line.LineSession;
import labwire.netlab.device.line.TerminalLine;

/** {@code show users}: who is on which line. */
final class ShowUsers {
    private ShowUsers() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                users  Display information about terminal lines
                """, ShowUsers::run);
    }

    private static void run(IosConsole console, Arguments arguments, Reply reply) {
        reply.printLine("    Line       User       Host(s)              Idle       Location");
        for (TerminalLine line : console.device().lines().all()) {
            line.session().ifPresent(session -> print(console, line, session, reply));
        }
        reply.printLine("");
        reply.printLine("  Interface    User               Mode         Idle     Peer Address");
        reply.printLine("");
    }

    private static void print(IosConsole console, TerminalLine line, LineSession session, Reply reply) {
        boolean own = console.line().filter(line::equals).isPresent();
        reply.printLine(
                "%s%3d %-10s%-11s%-21s%s %s",
                own ? "*" : " ",
                line.absoluteNumber(),
                line.name(),
                session.user(),
                "idle",
                Durations.clock(console.device().loop().now() - session.activeNanos()),
                session.location());
    }
}
