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

/** Deletes messages. */
@Command(
        name = "clear",
        mixinStandardHelpOptions = true,
        description = "Delete messages from all their mailboxes, for good: those named, or, if none is, all.",
        footer = {"", "Example:", "  ./labwire mail clear", "  ./labwire mail clear 6h02dwg4r00 4r01"})
final class MailClearCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private MailHostOption host;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "as 'mail list' shows them, or their ends")
    private @Nullable List<String> ids;

    @Override
    public Integer call() {
        Map<String, Object> request = new LinkedHashMap<>(host.parameters());
        request.put("ids", ids == null ? List.of() : MailId.checked(ids));
        JsonNode answer = data.client().post("/v1/mail/clear", request);
        int deleted = answer.path("deleted").asInt();
        System.out.println(deleted == 1 ? "Deleted 1 message." : "Deleted " + deleted + " messages.");
        return LabwireCommand.DONE;
    }
}
