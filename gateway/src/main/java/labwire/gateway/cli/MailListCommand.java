package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One line a message. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the messages, oldest first.",
        footer = {
            "",
            "Example:",
            "  ./labwire mail list",
            "  ./labwire mail list --to '*@example.com' --subject '(?i)invoice'",
            "  ./labwire mail list --json"
        })
final class MailListCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private MailFilterOptions filter;

    @Option(names = "--json", description = "print JSON instead of a table")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode messages =
                data.client().get("/v1/mail/messages", filter.parameters()).path("messages");
        if (json) {
            System.out.println(messages.toPrettyString());
            return LabwireCommand.DONE;
        }
        TextTable table = new TextTable("ID", "HOST", "TIME", "TLS", "FROM", "TO", "SIZE", "SUBJECT");
        for (JsonNode message : messages) {
            table.row(
                    SafeText.line(message.path("id")),
                    SafeText.line(message.path("host")),
                    SafeText.line(message.path("time")),
                    message.path("tls").isTextual() ? "yes" : "no",
                    SafeText.line(message.path("from")),
                    SafeText.list(message.path("to")),
                    message.path("size").asText(),
                    SafeText.line(message.path("subject")));
        }
        String none = filter.parameters().isEmpty() ? "No mail has arrived yet.\n" : "No such mail.\n";
        System.out.print(table.isEmpty() ? none : table.toString());
        return LabwireCommand.DONE;
    }
}
