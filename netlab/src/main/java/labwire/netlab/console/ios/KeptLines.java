package labwire.netlab.console.ios;

import java.util.List;
import labwire.netlab.console.Reply;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosSettings;
import labwire.netlab.device.SwitchedPort;

/**
 * Lines of real configurations that name nothing the lab emulates: accepted, kept in their order, and shown again.
 *
 * <p>Which lines those are is a fixed list in {@code image.KeptCommands}, so that a misspelt line is still refused.
 */
public final class KeptLines {
    private static final String NO = "no ";

    /** The beginnings of what is on unless a line says {@code no}. */
    private static final List<String> ON_BY_DEFAULT = List.of(
            "aaa new-model",
            "cdp",
            "ip cef",
            "ip classless",
            "ip forward-protocol",
            "ip http",
            "ip redirects",
            "ip route-cache",
            "ip subnet-zero",
            "ipv6 cef",
            "keepalive",
            "logging",
            "mop",
            "negotiation",
            "service");

    private KeptLines() {}

    /** For every selected interface. */
    public static void keepForInterfaces(IosConsole console, String line, Reply reply) {
        for (DeviceInterface selected : console.selected()) {
            keep(console, console.settings().keptLines(selected.name()), line, reply);
        }
    }

    /** For every selected interface that is a switch's port. */
    public static void keepForPorts(IosConsole console, String line, Reply reply) {
        for (DeviceInterface selected : console.selected()) {
            if (selected instanceof SwitchedPort) {
                keep(console, console.settings().keptLines(selected.name()), line, reply);
            }
        }
    }

    /** Drops the selected interfaces' lines of a beginning. */
    public static void dropForInterfaces(IosConsole console, String beginning) {
        for (DeviceInterface selected : console.selected()) {
            console.settings().keptLines(selected.name()).removeIf(line -> line.startsWith(beginning));
        }
    }

    /**
     * Keeps a line once; {@code no X} takes the place of {@code X}, and the other way round.
     *
     * <p>Typed, {@code no X} is itself kept only of what is on unless it is turned off, as IOS shows it.
     */
    public static void keep(IosConsole console, List<String> kept, String line, Reply reply) {
        boolean negative = line.startsWith(NO);
        String opposite = negative ? line.substring(NO.length()) : NO + line;
        if (negative && !console.isStartup() && !isOnByDefault(opposite)) {
            kept.removeIf(other -> other.equals(opposite) || other.startsWith(opposite + " "));
            return;
        }
        int place = kept.indexOf(opposite);
        if (place >= 0) {
            kept.set(place, line);
        } else if (!kept.contains(line)) {
            if (kept.size() == IosSettings.MAX_KEPT_LINES) {
                refuseFull(reply, line);
                return;
            }
            kept.add(line);
        }
    }

    private static boolean isOnByDefault(String line) {
        return ON_BY_DEFAULT.stream().anyMatch(line::startsWith);
    }

    /** Answers a line for which there is no room. */
    public static void refuseFull(Reply reply, String line) {
        reply.refuse("% No memory for line", line, "at most " + IosSettings.MAX_KEPT_LINES + " lines that are kept");
    }
}
