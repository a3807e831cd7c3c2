package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One message. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a message: envelope, headers, text and parts; or one of these alone.",
        footer = {
            "",
            "Exit status 1: there is no such message, part, link or code.",
            "",
            "Example:",
            "  ./labwire mail show 6h02dwg4r00",
            "  ./labwire mail show --raw 4r00 > message.eml",
            "  ./labwire mail show --part 2 4r00 > invoice.pdf",
            "  curl \"$(./labwire mail show --links 4r00 | head -n 1)\"",
            "  ./labwire mail show --codes 4r00 | head -n 1"
        })
final class MailShowCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @ArgGroup
    private @Nullable View view;

    @Parameters(paramLabel = "ID", description = "as 'mail list' shows it, or its end if that is unambiguous")
    private String id;

    /** One of them. */
    static final class View {
        @Option(names = "--raw", description = "print the message as it was received, unparsed")
        private boolean raw;

        @Option(names = "--part", paramLabel = "N", description = "print the N-th part, decoded")
        private @Nullable Integer part;

        @Option(names = "--links", description = "print its web addresses, one a line")
        private boolean links;

        @Option(names = "--codes", description = "print what looks like a one-time code, the likeliest first")
        private boolean codes;

        @Option(names = "--json", description = "print JSON instead of text")
        private boolean json;
    }

    @Override
    public Integer call() {
        String path = "/v1/mail/messages/" + MailId.checked(id);
        if (view == null) {
            print(data.client().get(path));
        } else if (view.raw) {
            data.client().download(path + "/raw", System.out);
            System.out.flush();
        } else if (view.part != null) {
            write(data.client().content(path + "/parts/" + view.part, Map.of()));
        } else if (view.links) {
            return printAll(data.client().get(path).path("links"));
        } else if (view.codes) {
            return printAll(data.client().get(path).path("codes"));
        } else if (view.json) {
            System.out.println(data.client().get(path).toPrettyString());
        }
        return LabwireCommand.DONE;
    }

    private static void write(byte[] octets) {
        System.out.write(octets, 0, octets.length);
        System.out.flush();
    }

    private static int printAll(JsonNode texts) {
        texts.forEach(text -> System.out.println(SafeText.line(text)));
        return texts.isEmpty() ? LabwireCommand.FAILED : LabwireCommand.DONE;
    }

    private static void print(JsonNode message) {
        System.out.println("Message   " + SafeText.line(message.path("id")));
        System.out.println("Received  " + SafeText.line(message.path("time")) + ", by "
                + (message.path("tls").isTextual() ? SafeText.line(message.path("tls")) : "plain text")
                + ", in session " + SafeText.line(message.path("session")));
        if (message.path("user").isTextual()) {
            System.out.println("User      " + SafeText.line(message.path("user")));
        }
        System.out.println("From      <" + SafeText.line(message.path("from")) + ">");
        System.out.println("To        " + SafeText.list(message.path("to")));
        System.out.println("Size      " + message.path("size").asText() + " bytes");
        System.out.println();
        for (JsonNode header : message.path("headers")) {
            System.out.println(SafeText.line(header.path("name")) + ": " + SafeText.lines(header.path("value")));
        }
        System.out.println();
        System.out.println(SafeText.lines(message.path("text")));
        int number = 0;
        for (JsonNode part : message.path("parts")) {
            number++;
            String name = part.path("fileName").asText();
            System.out.println("-- part " + number + ": " + SafeText.line(part.path("contentType")) + ", "
                    + part.path("sizeBytes").asText() + " bytes" + (name.isEmpty() ? "" : ", " + SafeText.line(name)));
        }
        if (!message.path("problem").asText().isEmpty()) {
            System.out.println("!! " + SafeText.line(message.path("problem")));
        }
    }
}
