package labwire.netlab.console.ios.system;

import java.util.Optional;
import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.device.login.StoredPassword;

/** The ways between the modes: {@code enable}, {@code configure terminal}, {@code interface}, {@code end} … */
final class ModeCommands {
    private static final int MAX_ENABLE_TRIES = 3;

    private ModeCommands() {}

    static void addToExec(CommandGraph<IosConsole> graph) {
        graph.add("""
                enable  Turn on privileged commands
                [{level:<0-15>}]  Enable level
                """, (console, arguments, reply) -> enable(console, MAX_ENABLE_TRIES));
        graph.add("""
                exit  Exit from the EXEC
                """, (console, arguments, reply) -> logOut(console));
        graph.add("""
                logout  Exit from the EXEC
                """, (console, arguments, reply) -> logOut(console));
    }

    /** Leaves; with connections to other devices, after asking. */
    private static void logOut(IosConsole console) {
        if (console.outgoing().open().isEmpty()) {
            console.enter(IosMode.Plain.LOGGED_OUT);
            return;
        }
        console.confirm("You have open connections [confirm]", Completion.ON_RETURN, (yes, answer) -> {
            if (yes) {
                console.outgoing()
                        .open()
                        .forEach((number, session) -> answer.print("\nClosing: " + session.host() + " !"));
                answer.printLine("");
                console.outgoing().closeAll();
                console.enter(IosMode.Plain.LOGGED_OUT);
            } else {
                answer.printLine("");
            }
        });
    }

    static void addToPrivileged(CommandGraph<IosConsole> graph) {
        graph.add("""
                disable  Turn off privileged commands
                [{level:<0-15>}]  Privilege level to go to
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
                """, (console, arguments, reply) -> leave(console, IosMode.Plain.PRIVILEGED_EXEC));
        graph.add(
                """
                exit  Exit from the present mode
                """,
                (console, arguments, reply) -> leave(console, console.mode().parent()));
        graph.add("""
                do  To run exec commands in config mode
                """, (console, arguments, reply) -> reply.refuse("% Incomplete command.\n", "do", "an exec command"));
    }

    private static void leave(IosConsole console, IosMode next) {
        console.enter(next);
        if (next == IosMode.Plain.PRIVILEGED_EXEC) {
            logConfigured(console);
        }
    }

    /** Reports that somebody has been configuring the device. */
    static void logConfigured(IosConsole console) {
        if (!console.isStartup()) {
            String text = "Configured from " + console.configurator();
            console.device().log().log("SYS", Severity.NOTIFICATIONS, "CONFIG_I", text);
        }
    }

    private static void enable(IosConsole console, int triesLeft) {
        if (console.mode().kind() == IosMode.Kind.PRIVILEGED_EXEC) {
            return;
        }
        Optional<StoredPassword> password = console.settings().enablePassword();
        if (password.isEmpty()) {
            console.enter(IosMode.Plain.PRIVILEGED_EXEC);
            return;
        }
        String bad = console.settings().enableSecret().isPresent() ? "% Bad secrets\n" : "% Bad passwords\n";
        console.askPassword("Password: ", (answer, answerReply) -> {
            if (password.get().matches(answer)) {
                console.enter(IosMode.Plain.PRIVILEGED_EXEC);
            } else if (triesLeft > 1) {
                enable(console, triesLeft - 1);
            } else {
                answerReply.refuse(bad, "a wrong password", "the one that enable asks for");
            }
        });
    }
}
