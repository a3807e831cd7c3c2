package labwire.netlab.console.ios.access;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.login.SshSettings;

/** {@code ip ssh …} and {@code ip scp …}. */
final class SshCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String SSH = """
            ip  Global IP configuration subcommands
            ssh  Configure ssh options
            """;
    private static final String VERSION = SSH + "version  Specify protocol version to be supported\n";
    private static final String TIMEOUT = SSH + "time-out  Specify SSH time-out interval\n";
    private static final String RETRIES = SSH + "authentication-retries  Specify number of authentication retries\n";
    private static final String SCP = """
            ip  Global IP configuration subcommands
            scp  Scp commands
            server  Scp server
            enable  enable scp server
            """;

    private SshCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(VERSION + "{version:<1-2>}  Protocol version", (console, arguments, reply) -> {
            if (arguments.number("version") == 1) {
                reply.refuse("% SSH version 1 is not supported", "1", "2");
                return;
            }
            ssh(console).versionTwoOnly(true);
        });
        graph.add(
                NO + VERSION + "[{version:<1-2>}]  Protocol version",
                (console, arguments, reply) -> ssh(console).versionTwoOnly(false));
        graph.add(
                TIMEOUT + "{seconds:<1-" + SshSettings.MAX_TIMEOUT_SECONDS + ">}  SSH time-out interval (secs)",
                (console, arguments, reply) -> ssh(console).timeoutSeconds(arguments.number("seconds")));
        graph.add(
                NO + TIMEOUT + "[{seconds:<1-120>}]  SSH time-out interval (secs)",
                (console, arguments, reply) -> ssh(console).timeoutSeconds(SshSettings.DEFAULT_TIMEOUT_SECONDS));
        graph.add(
                RETRIES + "{number:<0-" + SshSettings.MAX_RETRIES + ">}  Number of authentication retries",
                (console, arguments, reply) -> ssh(console).retries(arguments.number("number")));
        graph.add(
                NO + RETRIES + "[{number:<0-5>}]  Number of authentication retries",
                (console, arguments, reply) -> ssh(console).retries(SshSettings.DEFAULT_RETRIES));
        graph.add(SCP, (console, arguments, reply) -> ssh(console).scpServer(true));
        graph.add(NO + SCP, (console, arguments, reply) -> ssh(console).scpServer(false));
    }

    private static SshSettings ssh(IosConsole console) {
        return console.device().ssh();
    }

    static void write(IosDevice device, ConfigText text) {
        SshSettings ssh = device.ssh();
        if (ssh.timeoutSeconds() != SshSettings.DEFAULT_TIMEOUT_SECONDS) {
            text.line("ip ssh time-out " + ssh.timeoutSeconds());
        }
        if (ssh.retries() != SshSettings.DEFAULT_RETRIES) {
            text.line("ip ssh authentication-retries " + ssh.retries());
        }
        if (ssh.isVersionTwoOnly()) {
            text.line("ip ssh version 2");
        }
        if (ssh.isScpServer()) {
            text.line("ip scp server enable");
        }
    }
}
