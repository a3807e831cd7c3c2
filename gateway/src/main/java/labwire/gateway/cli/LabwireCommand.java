package labwire.gateway.cli;

import labwire.gateway.api.ApiException;
import labwire.gateway.data.DataFolderException;
import labwire.gateway.lab.StartException;
import labwire.tls.LabCaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line. */
@Command(
        name = "labwire",
        mixinStandardHelpOptions = true,
        version = "Labwire 0.1.0",
        description = "A whole network lab in one process: routers, switches, hosts, mail, video.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            InspectCommand.class,
            ExecCommand.class,
            ConsoleCommand.class,
            LinkCommand.class,
            CaptureCommand.class,
            MailCommand.class,
            VideoCommand.class,
            PlayCommand.class,
            CaCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Example:",
            "  ./labwire up                          start the shipped lab",
            "  ./labwire exec R1 -- sh ip int br     ask a router, from another terminal",
            "  ./labwire mail list                   what arrived at the mail server",
            "  ./labwire play http://video:8080/demo/manifest.mpd --on pc1    play in the lab",
            "  ./labwire COMMAND --help              more about a command"
        })
public final class LabwireCommand {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG = 2;

    private LabwireCommand() {}

    static CommandLine commandLine() {
        return new CommandLine(new LabwireCommand());
    }

    /** Runs a command line and returns the exit status. */
    public static int execute(String... arguments) {
        CommandLine line = commandLine();
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            int status = statusOf(exception);
            if (status < 0) {
                throw exception;
            }
            command.getErr().println(command.getColorScheme().errorText("labwire: " + exception.getMessage()));
            return status;
        });
        line.setUsageHelpAutoWidth(true);
        if (arguments.length == 0) {
            line.usage(System.out);
            return WRONG;
        }
        return line.execute(arguments);
    }

    /** The status for an exception whose message is meant for the user, or -1. */
    private static int statusOf(Exception exception) {
        if (exception instanceof StartException
                || exception instanceof DataFolderException
                || exception instanceof LabCaException) {
            return WRONG;
        }
        return exception instanceof ApiException ? FAILED : -1;
    }
}
