package labwire.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Mail for elsewhere. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "See and change what waits to be sent to other servers.",
        subcommands = {
            MailQueueListCommand.class,
            MailQueueShowCommand.class,
            MailQueueChangeCommand.Hold.class,
            MailQueueChangeCommand.Release.class,
            MailQueueChangeCommand.Flush.class,
            MailQueueChangeCommand.Delete.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  ./labwire mail queue list",
            "  ./labwire mail queue show 4r00",
            "  ./labwire mail queue flush"
        })
final class MailQueueCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("labwire: mail queue: no command (expected: list, show, hold, release, flush or delete; see"
                + " './labwire mail queue --help')");
        return LabwireCommand.WRONG;
    }
}
