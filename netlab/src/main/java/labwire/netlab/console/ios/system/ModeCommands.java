package labwire.netlab.console.ios.system;

import java.util.Optional;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;

/** The ways between the modes: {@code enable}, {@code configure terminal}, {@code interface}, {@code end} … */
final class ModeCommands {
    private static final int MAX_ENABLE_TRIES = 3;

    private ModeCommands() {}

    static void addToExec(CommandGraph<IosConsole> graph) {
        graph.add("""
                enable  Turn on privileged commands
                """, (console, arguments, reply) -> enable(console, MAX_ENABLE_TRIES));
        graph.add("""
                exit  Exit from the EXEC
                """, (console, arguments, reply) -> console.enter(IosMode.Plain.LOGGED_OUT));
        graph.add("""
                logout  Exit from the EXEC
                """, (console, arguments, reply) -> console.enter(IosMode.Plain.LOGGED_OUT));
    }

    static void addToPrivileged(CommandGraph<IosConsole> graph) {
        graph.add("""
                disable  Turn off privileged commands
                """, (console, arguments, reply) -> console.enter(IosMode.Plain.USER_EXEC));
        graph.add("""
                configure  Enter configuration mode
                terminal  Configure from the terminal
                """, (console, arguments, reply) -> {
            reply.printLine("Enter configuration commands, one per line.  End with CNTL/Z.");
            console.enter(IosMode.Plain.GLOBAL);
        });
    }

    /** For global configuration and every mode below it. */
    static void addToConfiguration(CommandGraph<IosConsole> graph) {
        graph.add("""
                end  Exit from configure mode
                """, (console, arguments, reply) -> console.enter(IosMode.Plain.PRIVILEGED_EXEC));
        graph.add(
                """
                exit  Exit from the present mode
                """, (console, arguments, reply) -> console.enter(console.mode().parent()));
        graph.add("""
                do  To run exec commands in config mode
                """, (console, arguments, reply) -> reply.refuse("% Incomplete command.\n", "do", "an exec command"));
    }

    private static void enable(IosConsole console, int triesLeft) {
        if (console.mode().kind() == IosMode.Kind.PRIVILEGED_EXEC) {
            return;
        }
        Optional<String> secret = console.settings().enableSecret();
        if (secret.isEmpty()) {
            console.enter(IosMode.Plain.PRIVILEGED_EXEC);
            return;
        }
        console.askPassword("Password: ", (answer, answerReply) -> {
            if (secret.get().equals(answer)) {
                console.enter(IosMode.Plain.PRIVILEGED_EXEC);
            } else if (triesLeft > 1) {
                enable(console, triesLeft - 1);
            } else {
                answerReply.refuse("% Bad secrets\n", "a wrong secret", "the enable secret");
            }
        });
    }
}
