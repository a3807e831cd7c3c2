package labwire.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Mail and its servers. */
@Command(
        name = "mail",
        mixinStandardHelpOptions = true,
        description = {
            "Read the mail that arrived at the running lab's mail servers, wait for some, see what was said in",
            "sessions, have the servers misbehave; or run a mail server without a lab."
        },
        subcommands = {
            MailListCommand.class,
            MailShowCommand.class,
            MailWaitCommand.class,
            MailReleaseCommand.class,
            MailClearCommand.class,
            MailSessionsCommand.class,
            MailQueueCommand.class,
            MailFaultCommand.class,
            MailUserCommand.class,
            MailMetricsCommand.class,
            MailServeCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  ./labwire mail list",
            "  ./labwire mail wait --to 'alice@*' --subject 'Welcome' --timeout 10s",
            "  ./labwire mail show --codes 4r00"
        })
final class MailCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("labwire: mail: no command (expected: list, show, wait, release, clear, sessions, queue,"
                + " fault, user, metrics or serve; see './labwire mail --help')");
        return LabwireCommand.WRONG;
    }
}
