package labwire.netlab.console.ios.line;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.TerminalSettings;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.line.TerminalLine;

/** {@code show terminal}: what is set for this session. */
final class ShowTerminal {
    private ShowTerminal() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                terminal  Display terminal configuration parameters
                """, ShowTerminal::run);
    }

    private static void run(IosConsole console, Arguments arguments, Reply reply) {
        TerminalSettings terminal = console.terminal();
        int number = console.line().map(TerminalLine::absoluteNumber).orElse(0);
        reply.printLine("Line %d, Location: \"\", Type: \"\"", number);
        reply.printLine("Length: %d lines, Width: %d columns", terminal.length(), terminal.width());
        reply.printLine("Baud rate (TX/RX) is 9600/9600");
        reply.printLine("Status: PSI Enabled, Ready, Active, Automore On");
        reply.printLine("Capabilities: none");
        reply.printLine("Modem state: Ready");
        reply.printLine("Special Chars: Escape  Hold  Stop  Start  Disconnect  Activation");
        reply.printLine("                ^^x    none   -     -       none");
        reply.printLine("Timeouts:      Idle EXEC    Idle Session   Modem Answer  Session   Dispatch");
        reply.printLine(
                "               %-13snever                        none     not set", idle(terminal.idleLimitNanos()));
        reply.printLine("History is enabled, history size is %d.", terminal.historySize());
        reply.printLine("DNS resolution in show commands is enabled");
        reply.printLine("Full user help is disabled");
        reply.printLine("Allowed input transports are %s.", Inputs.of(console.line()));
        reply.printLine("Allowed output transports are telnet ssh.");
        reply.printLine("Preferred transport is telnet.");
    }

    private static String idle(long nanos) {
        return nanos == 0 ? "never" : Durations.clock(nanos);
    }
}
