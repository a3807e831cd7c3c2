package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes what waits in the queue: a verb each. */
abstract sealed class MailQueueChangeCommand implements Callable<Integer> {
    private final String change;

    @Mixin
    private DataOption data;

    @Mixin
    private MailHostOption host;

    private MailQueueChangeCommand(String change) {
        this.change = change;
    }

    abstract List<String> ids();

    @Override
    public Integer call() {
        Map<String, Object> request = new LinkedHashMap<>(host.parameters());
        request.put("change", change);
        request.put("ids", MailId.checked(ids()));
        JsonNode answer = data.client().post("/v1/mail/queue", request);
        int changed = answer.path("changed").asInt();
        System.out.println(changed == 1 ? "1 message changed." : changed + " messages changed.");
        return LabwireCommand.DONE;
    }

    @Command(
            name = "hold",
            mixinStandardHelpOptions = true,
            description = "Keep messages from being tried until they are released.",
            footer = {"", "Example:", "  ./labwire mail queue hold 4r00"})
    static final class Hold extends MailQueueChangeCommand {
        @Parameters(paramLabel = "ID", arity = "1..*", description = "as 'mail queue list' shows them, or their ends")
        private List<String> ids;

        Hold() {
            super("hold");
        }

        @Override
        List<String> ids() {
            return ids;
        }
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Let held messages be tried again, when they are due.",
            footer = {"", "Example:", "  ./labwire mail queue release 4r00"})
    static final class Release extends MailQueueChangeCommand {
        @Parameters(paramLabel = "ID", arity = "1..*", description = "as 'mail queue list' shows them, or their ends")
        private List<String> ids;

        Release() {
            super("release");
        }

        @Override
        List<String> ids() {
            return ids;
        }
    }

    @Command(
            name = "flush",
            mixinStandardHelpOptions = true,
            description = "Have messages tried now: those named, or, if none is, all that are not held.",
            footer = {"", "Example:", "  ./labwire mail queue flush", "  ./labwire mail queue flush 4r00"})
    static final class Flush extends MailQueueChangeCommand {
        @Parameters(paramLabel = "ID", arity = "0..*", description = "as 'mail queue list' shows them, or their ends")
        private @Nullable List<String> ids;

        Flush() {
            super("flush");
        }

        @Override
        List<String> ids() {
            return ids == null ? List.of() : ids;
        }
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Remove messages from the queue. They are not sent, and nobody is told.",
            footer = {"", "Example:", "  ./labwire mail queue delete 4r00"})
    static final class Delete extends MailQueueChangeCommand {
        @Parameters(paramLabel = "ID", arity = "1..*", description = "as 'mail queue list' shows them, or their ends")
        private List<String> ids;

        Delete() {
            super("delete");
        }

        @Override
        List<String> ids() {
            return ids;
        }
    }
}
