package labwire.netlab.console.ios.system;

import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigLoad;
import labwire.netlab.console.ios.DeviceUrl;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.storage.DeviceFile;
import labwire.netlab.device.storage.Flash.Written;

/** {@code copy}: between the configurations and flash memory. */
final class CopyCommand {
    /** {@code file prompt quiet}: questions are not asked. */
    private static final String QUIET = "file prompt quiet";

    private CopyCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                copy  Copy from one file to another
                running-config  Copy from current system configuration
                | startup-config  Copy from startup configuration
                | {from:WORD}  Copy from a file, such as flash0:/x.cfg
                running-config  Update (merge with) current system configuration
                | startup-config  Copy to startup configuration
                | {to:WORD}  Copy to a file, such as flash0:/x.cfg
                """, CopyCommand::copy);
    }

    private static void copy(IosConsole console, Arguments arguments, Reply reply) {
        String[] words = arguments.line().split(" ");
        String source = words[1];
        Optional<DeviceUrl> target = DeviceUrl.parse(words[2]);
        if (target.isEmpty()) {
            DeviceFiles.refuse(words[2], "Undefined error", reply);
            return;
        }
        Optional<DeviceFile> file = new DeviceFiles(console).find(source, reply);
        if (file.isEmpty()) {
            return;
        }
        String name =
                target.get().name().isEmpty() ? file.get().name() : target.get().name();
        if (console.isStartup() || console.settings().keptLines().contains(QUIET)) {
            copy(console, file.get(), target.get().withName(name), reply);
            return;
        }
        console.ask("Destination filename [" + name + "]? ", (answer, answerReply) -> {
            String chosen = answer.isBlank() ? name : answer.strip();
            copy(console, file.get(), target.get().withName(chosen), answerReply);
        });
    }

    private static void copy(IosConsole console, DeviceFile file, DeviceUrl target, Reply reply) {
        if (target.isStartupConfig() && file.name().equals(DeviceUrl.RUNNING_CONFIG)) {
            SaveCommands.save(console, reply);
        } else if (target.isStartupConfig()) {
            if (console.device().nvram().save(file.text())) {
                reply.printLine("[OK]");
                copied(file, reply);
            } else {
                DeviceFiles.refuse(target.toString(), Written.NO_SPACE.reason(), reply);
            }
        } else if (target.isRunningConfig()) {
            merge(console, file, reply);
        } else if (target.place() == DeviceUrl.Place.FLASH) {
            Written written = console.device().flash().write(target.name(), file.content());
            if (written == Written.DONE) {
                reply.printLine("!");
                copied(file, reply);
            } else {
                DeviceFiles.refuse(target.toString(), written.reason(), reply);
            }
        } else {
            DeviceFiles.refuse(target.toString(), "Read-only file system", reply);
        }
    }

    /** Enters the lines of a file; those that are refused are named. */
    private static void merge(IosConsole console, DeviceFile file, Reply reply) {
        IosConsole lines = IosConsole.configuring(console.device(), console.language());
        ConfigLoad.run(lines, DeviceFiles.lines(file)).forEach(refused -> reply.printLine("% Refused: " + refused));
        copied(file, reply);
        ModeCommands.logConfigured(console);
    }

    private static void copied(DeviceFile file, Reply reply) {
        // A memory's speed, whatever the machine's.
        reply.printLine("%d bytes copied in 0.010 secs (%d bytes/sec)", file.size(), 100L * file.size());
    }
}
