package labwire.netlab.console.ios.system;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigBlock;
import labwire.netlab.console.ios.ConfigDifferences;
import labwire.netlab.console.ios.ConfigReplacement;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.storage.DeviceFile;

/** Whole configurations against each other: {@code configure replace}, {@code show archive config differences}. */
final class ArchiveCommands {
    private ArchiveCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                configure  Enter configuration mode
                replace  Replace the running-config with a new config file
                {file:WORD}  Config file that will replace running-config
                [list]  List the commands to be added or removed
                [force]  Forcibly replace without prompting for user input
                """, ArchiveCommands::replace);
        graph.add("""
                show  Show running system information
                archive  Archive functions
                config  Archive of IOS configuration
                differences  Displays differences between configs
                [{from:WORD}]  First file
                [{to:WORD}]  Second file
                """, ArchiveCommands::showDifferences);
    }

    private static void replace(IosConsole console, Arguments arguments, Reply reply) {
        Optional<DeviceFile> file = new DeviceFiles(console).find(arguments.text("file"), reply);
        if (file.isEmpty()) {
            return;
        }
        boolean list = arguments.has("list");
        if (arguments.has("force")) {
            replace(console, file.get(), list, reply);
            return;
        }
        reply.print("""
                This will apply all necessary additions and deletions
                to replace the current running configuration with the
                contents of the specified configuration file, which is
                assumed to be a complete configuration, not a partial
                """);
        console.ask("configuration. Enter Y if you are sure you want to proceed. ? [no]: ", (answer, answerReply) -> {
            if (answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                replace(console, file.get(), list, answerReply);
            }
        });
    }

    private static void replace(IosConsole console, DeviceFile file, boolean list, Reply reply) {
        List<String> target = DeviceFiles.lines(file);
        if (list) {
            printDifferences(new DeviceFiles(console).runningConfig(), file, reply);
        }
        int passes = ConfigReplacement.run(console.device(), console.language(), target);
        reply.print("\n");
        reply.printLine("Total number of passes: %d", passes);
        reply.printLine("Rollback Done");
        ModeCommands.logConfigured(console);
    }

    private static void showDifferences(IosConsole console, Arguments arguments, Reply reply) {
        DeviceFiles files = new DeviceFiles(console);
        String from = arguments.find("from", String.class).orElse(DeviceUrl.RUNNING_CONFIG);
        String to = arguments
                .find("to", String.class)
                .orElse(arguments.has("from") ? DeviceUrl.RUNNING_CONFIG : DeviceUrl.STARTUP_CONFIG);
        Optional<DeviceFile> first = files.find(from, reply);
        Optional<DeviceFile> second = first.isEmpty() ? first : files.find(to, reply);
        second.ifPresent(other -> printDifferences(first.get(), other, reply));
    }

    private static void printDifferences(DeviceFile from, DeviceFile to, Reply reply) {
        List<String> lines = ConfigDifferences.between(
                ConfigBlock.parse(DeviceFiles.lines(from)), ConfigBlock.parse(DeviceFiles.lines(to)));
        reply.printLine("!Contextual Config Diffs:");
        if (lines.isEmpty()) {
            reply.printLine("!No changes were found");
        }
        lines.forEach(reply::printLine);
        reply.print("\n");
    }
}
