package labwire.netlab.console.ios.system;

import java.util.Locale;
import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.console.ios.Reload;
import labwire.netlab.console.ios.RunningConfig;

/** {@code reload}: saves if it is told to, then restarts the device. */
final class ReloadCommand {
    private ReloadCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                reload  Halt and perform a cold restart
                """, (console, arguments, reply) -> begin(console));
    }

    private static void begin(IosConsole console) {
        if (console.device().nvram().isInStepWith(RunningConfig.of(console.language(), console.device()))) {
            confirm(console);
        } else {
            askToSave(console);
        }
    }

    private static void askToSave(IosConsole console) {
        console.ask("\nSystem configuration has been modified. Save? [yes/no]: ", (answer, reply) -> {
            String word = answer.strip().toLowerCase(Locale.ROOT);
            if (!word.isEmpty() && "yes".startsWith(word)) {
                SaveCommands.save(console, reply);
                confirm(console);
            } else if (!word.isEmpty() && "no".startsWith(word)) {
                confirm(console);
            } else {
                reply.printLine("% Please answer 'yes' or 'no'.");
                askToSave(console);
            }
        });
    }

    private static void confirm(IosConsole console) {
        console.confirm("Proceed with reload? [confirm]", Completion.ON_RETURN, (confirmed, reply) -> {
            if (confirmed) {
                console.enter(IosMode.Plain.LOGGED_OUT);
                Reload.begin(console.device(), console.language());
            }
        });
    }
}
