package labwire.netlab.console.ios.system;

import java.util.concurrent.TimeUnit;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.Router;

/** {@code show version}, in the lines that programs look for. */
final class ShowVersion {
    private ShowVersion() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                version  System hardware and software status
                """, (console, arguments, reply) -> {
            String software = console.device() instanceof Router
                    ? "Cisco IOS Software, IOSv Software (VIOS-ADVENTERPRISEK9-M), Version 15.6(1)T"
                    : "Cisco IOS Software, vios_l2 Software (vios_l2-ADVENTERPRISEK9-M), Version 15.6(1)T";
            long ports = console.device().ports().size();
            reply.printLine("%s, RELEASE SOFTWARE (fc1)", software);
            reply.printLine("An emulation by Labwire: the command line and the protocols, not the software.");
            reply.print("\n");
            reply.printLine("%s uptime is %s", console.settings().hostname(), uptime(console));
            reply.printLine("System returned to ROM by reload");
            reply.printLine(
                    "System image file is \"labwire:%s\"", console.device().name());
            reply.print("\n");
            reply.printLine("Cisco IOSv (revision 1.0) with 460137K/62464K bytes of memory.");
            reply.printLine("Processor board ID %s", console.device().name());
            reply.printLine("%d Gigabit Ethernet interfaces", ports);
            reply.print("\n");
            reply.printLine("Configuration register is 0x0");
        });
    }

    private static String uptime(IosConsole console) {
        long minutes = TimeUnit.NANOSECONDS.toMinutes(console.device().loop().now());
        long hours = minutes / 60;
        String text = minutes % 60 + (minutes % 60 == 1 ? " minute" : " minutes");
        return hours == 0 ? text : hours + (hours == 1 ? " hour, " : " hours, ") + text;
    }
}
