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
    private KeptLines() {}

    /** For every selected interface. */
    public static void keepForInterfaces(IosConsole console, String line, Reply reply) {
        for (DeviceInterface selected : console.selected()) {
            keep(console.settings().keptLines(selected.name()), line, reply);
        }
    }

    /** For every selected interface that is a switch's port. */
    public static void keepForPorts(IosConsole console, String line, Reply reply) {
        for (DeviceInterface selected : console.selected()) {
            if (selected instanceof SwitchedPort) {
                keep(console.settings().keptLines(selected.name()), line, reply);
            }
        }
    }

    /** Drops the selected interfaces' lines of a beginning. */
    public static void dropForInterfaces(IosConsole console, String beginning) {
        for (DeviceInterface selected : console.selected()) {
            console.settings().keptLines(selected.name()).removeIf(line -> line.startsWith(beginning));
        }
    }

    /** Keeps a line once; {@code no X} takes the place of {@code X}, and the other way round. */
    public static void keep(List<String> kept, String line, Reply reply) {
        String opposite = line.startsWith("no ") ? line.substring("no ".length()) : "no " + line;
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

    /** Answers a line for which there is no room. */
    public static void refuseFull(Reply reply, String line) {
        reply.refuse("% No memory for line", line, "at most " + IosSettings.MAX_KEPT_LINES + " lines that are kept");
    }
}
