package labwire.netlab.console.ios.system;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigBlock;
import labwire.netlab.console.ios.ConfigDifferences;
import labwire.netlab.console.ios.ConfigReplacement;
import labwire.netlab.console.ios.DeviceUrl;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.storage.DeviceFile;
import labwire.netlab.device.storage.Flash.Written;

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
        graph.add("""
                archive  manage archive files
                config  Archive the running configuration
                """, (console, arguments, reply) -> archive(console, reply));
        graph.add("""
                show  Show running system information
                archive  Archive functions
                """, (console, arguments, reply) -> show(console, reply));
    }

    /** Where the section {@code archive} says that archives go; files there are numbered. */
    private static Optional<DeviceUrl> path(IosConsole console) {
        return console.settings().keptSections().getOrDefault("archive", List.of()).stream()
                .filter(line -> line.startsWith("path "))
                .findFirst()
                .flatMap(line -> DeviceUrl.parse(line.substring("path ".length())))
                .filter(url -> url.place() == DeviceUrl.Place.FLASH);
    }

    private static List<DeviceFile> archives(IosConsole console, DeviceUrl path) {
        return console.device().flash().files().stream()
                .filter(file -> file.name().matches(Pattern.quote(path.name()) + "-[0-9]{1,9}"))
                .sorted(Comparator.comparingInt(ArchiveCommands::number))
                .toList();
    }

    private static int number(DeviceFile archive) {
        return Integer.parseInt(archive.name().substring(archive.name().lastIndexOf('-') + 1));
    }

    private static void archive(IosConsole console, Reply reply) {
        Optional<DeviceUrl> path = path(console);
        if (path.isEmpty()) {
            reply.refuse("% Archive path is not set", "no path", "archive, path flash0:NAME");
            return;
        }
        List<DeviceFile> before = archives(console, path.get());
        int next = before.isEmpty() ? 1 : number(before.get(before.size() - 1)) + 1;
        DeviceUrl target = path.get().withName(path.get().name() + "-" + next);
        byte[] config = new DeviceFiles(console).runningConfig().content();
        Written written = console.device().flash().write(target.name(), config);
        if (written != Written.DONE) {
            DeviceFiles.refuse(target.toString(), written.reason(), reply);
        }
    }

    private static void show(IosConsole console, Reply reply) {
        Optional<DeviceUrl> path = path(console);
        if (path.isEmpty()) {
            reply.printLine("Archive feature not enabled");
            return;
        }
        List<DeviceFile> archives = archives(console, path.get());
        reply.printLine("There are currently %d archive configurations saved.", archives.size());
        reply.printLine(" Archive #  Name");
        for (DeviceFile archive : archives) {
            boolean last = archive == archives.get(archives.size() - 1);
            reply.printLine(
                    "   %-8d %s%s",
                    number(archive), path.get().withName(archive.name()), last ? " <- Most Recent" : "");
        }
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
