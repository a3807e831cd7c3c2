package labwire.netlab.console.ios.logging;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.LogDestination;
import labwire.netlab.device.SystemLog;

/** {@code show logging}: what goes where, and the buffer. */
final class ShowLogging {
    private ShowLogging() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                logging  Show the contents of logging buffers
                """, ShowLogging::run);
    }

    private static void run(IosConsole console, Arguments arguments, Reply reply) {
        SystemLog log = console.device().log();
        reply.print("Syslog logging: " + (log.isEnabled() ? "enabled" : "disabled") + """
                 (0 messages dropped, 0 messages rate-limited, 0 flushes, 0 overruns, xml disabled, filtering disabled)

                No Active Message Discriminator.



                No Inactive Message Discriminator.


                """);
        print("Console logging:", log.console(), "                     ", reply);
        print("Monitor logging:", log.monitor(), "                     ", reply);
        print("Buffer logging: ", log.buffering(), "                    ", reply);
        reply.printLine("    Exception Logging: size (8192 bytes)");
        reply.printLine("    Count and timestamp logging messages: disabled");
        reply.printLine("    Persistent logging: disabled");
        reply.print("\nNo active filter modules.\n\n");
        reply.printLine(
                "    Trap logging: level informational, %d message lines logged",
                log.buffering().count());
        reply.printLine("        Logging Source-Interface:       VRF Name:");
        if (log.buffering().level().isPresent()) {
            reply.print("\nLog Buffer (" + log.bufferLimit() + " bytes):\n\n");
            log.buffer().forEach(reply::printLine);
        }
    }

    private static void print(String title, LogDestination destination, String indent, Reply reply) {
        String level =
                destination.level().map(each -> "level " + each.keyword()).orElse("disabled");
        reply.printLine("    %s %s, %d messages logged, xml disabled,", title, level, destination.count());
        reply.printLine(indent + "filtering disabled");
    }
}
