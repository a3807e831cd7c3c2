package labwire.netlab.console.ios.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;

/** {@code show version} and {@code show inventory}. */
final class ShowVersion {
    private static final long MINUTES_PER_HOUR = 60;
    private static final long MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
    private static final long MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;

    private ShowVersion() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                version  System hardware and software status
                """, (console, arguments, reply) -> show(console, reply));
        graph.add("""
                show  Show running system information
                inventory  Show the physical inventory
                """, (console, arguments, reply) -> {
            String serial = serialNumber(console.device());
            reply.printLine("NAME: \"IOSv\", DESCR: \"IOSv chassis, Hw Serial#: %s, Hw Revision: 1.0\"", serial);
            reply.printLine("PID: IOSv              , VID: 1.0, SN: %s", serial);
            reply.print("\n");
        });
    }

    /** As a running configuration's first line has it. */
    static String release(IosDevice device) {
        return device instanceof Router ? "15.6" : "15.2";
    }

    private static void show(IosConsole console, Reply reply) {
        IosDevice device = console.device();
        boolean router = device instanceof Router;
        reply.printLine(
                router
                        ? "Cisco IOS Software, IOSv Software (VIOS-ADVENTERPRISEK9-M), Version 15.6(1)T, RELEASE SOFTWARE"
                                + " (fc1)"
                        : "Cisco IOS Software, vios_l2 Software (vios_l2-ADVENTERPRISEK9-M), Version 15.2(4.0.55)E,"
                                + " TEST ENGINEERING ESTG_WEEKLY BUILD, synced to  END_OF_FLO_ISP");
        reply.printLine("An emulation by Labwire: the command line and the protocols, not the software.");
        reply.print("\n\n");
        reply.printLine("ROM: Bootstrap program is IOSv");
        reply.print("\n");
        reply.printLine(
                "%s uptime is %s",
                console.settings().hostname(), uptime(device.log().uptimeSeconds()));
        reply.printLine("System returned to ROM by reload");
        reply.printLine("System image file is \"flash0:/%s\"", router ? Router.IMAGE : Switch.IMAGE);
        reply.printLine("Last reload reason: Unknown reason");
        reply.print("\n");
        reply.printLine("Cisco IOSv (revision 1.0) with 460137K/62464K bytes of memory.");
        reply.printLine("Processor board ID %s", serialNumber(device));
        reply.printLine("%d Gigabit Ethernet interfaces", device.ports().size());
        reply.printLine("DRAM configuration is 72 bits wide with parity disabled.");
        reply.printLine("512K bytes of non-volatile configuration memory.");
        reply.printLine("65536K bytes of ATA System CompactFlash 0 (Read/Write)");
        reply.print("\n");
        reply.printLine("Configuration register is 0x0");
    }

    /** The same in every lab of the same seed, and no other device's. */
    private static String serialNumber(IosDevice device) {
        String mac = Long.toHexString(device.ports().get(0).mac().value());
        return "9" + mac.substring(mac.length() - 10).toUpperCase(Locale.ROOT);
    }

    /** As {@code 1 week, 2 days, 3 hours, 4 minutes}: what is nothing is left out, minutes apart. */
    static String uptime(long seconds) {
        long minutes = TimeUnit.SECONDS.toMinutes(seconds);
        List<String> parts = new ArrayList<>();
        add(parts, minutes / MINUTES_PER_WEEK, "week");
        add(parts, minutes % MINUTES_PER_WEEK / MINUTES_PER_DAY, "day");
        add(parts, minutes % MINUTES_PER_DAY / MINUTES_PER_HOUR, "hour");
        long rest = minutes % MINUTES_PER_HOUR;
        parts.add(rest + (rest == 1 ? " minute" : " minutes"));
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
