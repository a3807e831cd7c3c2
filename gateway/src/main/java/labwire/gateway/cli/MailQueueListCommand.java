package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A line a recipient. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List what waits to be sent elsewhere, the oldest first, a line a recipient.",
        footer = {"", "Example:", "  ./labwire mail queue list", "  ./labwire mail queue list --json"})
final class MailQueueListCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private MailHostOption host;

    @Option(names = "--json", description = "print JSON instead of a table")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode messages =
                data.client().get("/v1/mail/queue", host.parameters()).path("messages");
        if (json) {
            System.out.println(messages.toPrettyString());
            return LabwireCommand.DONE;
        }
        TextTable table = new TextTable("ID", "HOST", "STATE", "FROM", "TO", "TRIES", "NEXT TRY", "LAST ANSWER");
        for (JsonNode message : messages) {
            for (JsonNode recipient : message.path("recipients")) {
                boolean waits = recipient.path("progress").asText().equals("waiting");
                table.row(
                        SafeText.line(message.path("id")),
                        SafeText.line(message.path("host")),
                        message.path("held").asBoolean() ? "held" : SafeText.line(recipient.path("progress")),
                        SafeText.line(message.path("from")),
                        SafeText.line(recipient.path("to")),
                        recipient.path("attempts").asText(),
                        waits ? SafeText.line(recipient.path("next")) : "-",
                        recipient.has("last")
                                ? SafeText.line(recipient.path("last").path("diagnostic"))
                                : "-");
            }
        }
        System.out.print(table.isEmpty() ? "The queue is empty.\n" : table.toString());
        return LabwireCommand.DONE;
    }
}
