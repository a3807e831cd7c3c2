package labwire.netlab.console.ios.system;

import java.util.Map;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.IosSettings;

/** {@code alias exec}: words that stand for the beginnings of commands. */
final class AliasCommands {
    private static final String ALIAS = """
            alias  Create command alias
            exec  Exec mode
            {alias:WORD}  Alias name
            """;

    private AliasCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(ALIAS + "{command:LINE}  Alias body\n", AliasCommands::set);
        graph.add(
                "no  Negate a command or set its defaults\n" + ALIAS + "[{command:LINE}]  Alias body\n",
                AliasCommands::remove);
    }

    static void addShow(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                aliases  Display alias commands
                """, (console, arguments, reply) -> {
            reply.printLine("Exec mode aliases:");
            console.settings().aliases().forEach((alias, command) -> reply.printLine("  %-21s %s", alias, command));
        });
    }

    private static void set(IosConsole console, Arguments arguments, Reply reply) {
        Map<String, String> aliases = console.settings().aliases();
        String alias = arguments.text("alias");
        if (aliases.size() == IosSettings.MAX_ALIASES && !aliases.containsKey(alias)) {
            reply.refuse("% No memory for alias", alias, "at most " + IosSettings.MAX_ALIASES + " aliases");
            return;
        }
        aliases.put(alias, arguments.text("command"));
    }

    /** One that the device came with means again what it meant. */
    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        String alias = arguments.text("alias");
        String usual = IosSettings.DEFAULT_ALIASES.get(alias);
        if (usual == null) {
            console.settings().aliases().remove(alias);
        } else {
            console.settings().aliases().put(alias, usual);
        }
    }

    static void write(IosDevice device, ConfigText text) {
        device.settings().aliases().forEach((alias, command) -> {
            if (!command.equals(IosSettings.DEFAULT_ALIASES.get(alias))) {
                text.line("alias exec " + alias + " " + command);
            }
        });
    }
}
