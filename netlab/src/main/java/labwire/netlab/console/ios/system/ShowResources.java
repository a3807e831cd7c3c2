package labwire.netlab.console.ios.system;

import java.util.List;
import java.util.Locale;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;

/**
 * What a device has of memory and processor: {@code show memory statistics}, {@code show processes cpu}. An emulated
 * device has neither to itself, so that the figures are those of one that is idle.
 */
final class ShowResources {
    /** What the text of a memory line is made of, in bytes. */
    private record Memory(String name, String head, long total, long used) {
        String line() {
            long free = total - used;
            return String.format(Locale.ROOT, "%9s%11s%12d%12d%12d%12d%12d", name, head, total, used, free, free, free);
        }
    }

    private static final List<Memory> MEMORY = List.of(
            new Memory("Processor", "F17F3A0", 368_309_344, 52_428_800),
            new Memory("I/O", "D000000", 63_963_136, 11_534_336));

    private static final List<String> PROCESSES =
            List.of("Chunk Manager", "Load Meter", "Exec", "ARP Input", "IP Input", "TCP Timer", "Net Background");

    private ShowResources() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                memory  Memory statistics
                [statistics]  Show memory pool statistics
                """, (console, arguments, reply) -> {
            reply.printLine("                Head    Total(b)     Used(b)     Free(b)   Lowest(b)  Largest(b)");
            MEMORY.forEach(memory -> reply.printLine(memory.line()));
        });
        graph.add("""
                show  Show running system information
                processes  Active process statistics
                cpu  Show CPU use per process
                [sorted]  Show sorted output based on percentage of usage
                """, (console, arguments, reply) -> showCpu(reply));
    }

    private static void showCpu(Reply reply) {
        reply.printLine("CPU utilization for five seconds: 0%/0%; one minute: 0%; five minutes: 0%");
        reply.printLine(" PID Runtime(ms)     Invoked      uSecs   5Sec   1Min   5Min TTY Process");
        for (int i = 0; i < PROCESSES.size(); i++) {
            reply.printLine(
                    "%4d           0           0          0  0.00%%  0.00%%  0.00%%   0 %s", i + 1, PROCESSES.get(i));
        }
    }
}
