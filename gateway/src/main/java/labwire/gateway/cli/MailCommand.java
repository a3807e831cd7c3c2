package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import labwire.gateway.api.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the lab's mail servers hold. */
@Command(
        name = "mail",
        mixinStandardHelpOptions = true,
        description = "Read the mail that arrived at the lab's mail servers.",
        subcommands = {MailCommand.ListCommand.class, MailCommand.ShowCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  ./labwire mail list", "  ./labwire mail show 6h02dwg4r00"})
final class MailCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("labwire: mail: no command (expected: list or show; see './labwire mail --help')");
        return LabwireCommand.WRONG;
    }

    /** One line a message. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the messages, oldest first.",
            footer = {"", "Example:", "  ./labwire mail list", "  ./labwire mail list --json"})
    static final class ListCommand implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Option(names = "--json", description = "print JSON instead of a table")
        private boolean json;

        @Override
        public Integer call() {
            JsonNode messages = data.client().get("/v1/mail").path("messages");
            if (json) {
                System.out.println(messages.toPrettyString());
                return LabwireCommand.DONE;
            }
            TextTable table = new TextTable("ID", "HOST", "TIME", "TLS", "FROM", "TO", "SIZE", "SUBJECT");
            for (JsonNode message : messages) {
                table.row(
                        safe(message.path("id").asText()),
                        safe(message.path("host").asText()),
                        safe(message.path("time").asText()),
                        message.path("tls").isTextual() ? "yes" : "no",
                        safe(message.path("from").asText()),
                        safe(joined(message.path("to"))),
                        message.path("size").asText(),
                        safe(message.path("subject").asText()));
            }
            System.out.print(table.isEmpty() ? "No mail has arrived yet.\n" : table.toString());
            return LabwireCommand.DONE;
        }
    }

    /** One message. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a message: envelope, headers, text and parts.",
            footer = {
                "",
                "Example:",
                "  ./labwire mail show 6h02dwg4r00",
                "  ./labwire mail show --raw 4r00 > message.eml"
            })
    static final class ShowCommand implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Option(names = "--raw", description = "print the message as it was received, unparsed")
        private boolean raw;

        @Option(names = "--json", description = "print JSON instead of text")
        private boolean json;

        @Parameters(paramLabel = "ID", description = "as 'mail list' shows it, or its end if that is unambiguous")
        private String id;

        @Override
        public Integer call() {
            if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
                throw new ApiException("message: " + id + " (expected: an ID of './labwire mail list')");
            }
            JsonNode message = data.client().get("/v1/mail/" + id);
            if (json) {
                System.out.println(message.toPrettyString());
            } else if (raw) {
                byte[] bytes = Base64.getDecoder().decode(message.path("raw").asText());
                System.out.write(bytes, 0, bytes.length);
                System.out.flush();
            } else {
                print(message);
            }
            return LabwireCommand.DONE;
        }

        private static void print(JsonNode message) {
            System.out.println("Message   " + safe(message.path("id").asText()));
            System.out.println("Received  " + safe(message.path("time").asText()) + ", by "
                    + (message.path("tls").isTextual()
                            ? safe(message.path("tls").asText())
                            : "plain text"));
            System.out.println("From      <" + safe(message.path("from").asText()) + ">");
            System.out.println("To        " + safe(joined(message.path("to"))));
            System.out.println("Size      " + message.path("size").asText() + " bytes");
            System.out.println();
            for (JsonNode header : message.path("headers")) {
                System.out.println(safe(header.path("name").asText()) + ": "
                        + safe(header.path("value").asText()));
            }
            System.out.println();
            System.out.println(safe(message.path("text").asText()));
            for (JsonNode part : message.path("parts")) {
                String name = part.path("fileName").asText();
                System.out.println("-- " + safe(part.path("contentType").asText()) + ", "
                        + part.path("sizeBytes").asText() + " bytes" + (name.isEmpty() ? "" : ", " + safe(name)));
            }
            if (!message.path("problem").asText().isEmpty()) {
                System.out.println("!! " + safe(message.path("problem").asText()));
            }
        }
    }

    private static String joined(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asText()));
        return String.join(", ", all);
    }

    /** A terminal would obey the control characters of a hostile message: they are shown as dots. */
    private static String safe(String text) {
        IntUnaryOperator dot = c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? '.' : c;
        return text.replace("\r\n", "\n")
                .codePoints()
                .map(dot)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
