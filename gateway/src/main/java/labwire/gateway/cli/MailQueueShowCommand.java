package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One message in the queue. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a message in the queue, and what came of it for each of its recipients.",
        footer = {"", "Example:", "  ./labwire mail queue show 6h02dwg4r00"})
final class MailQueueShowCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private MailHostOption host;

    @Option(names = "--json", description = "print JSON instead of text")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "as 'mail queue list' shows it, or its end if that is unambiguous")
    private String id;

    @Override
    public Integer call() {
        JsonNode message = data.client().get("/v1/mail/queue/" + MailId.checked(id), host.parameters());
        if (json) {
            System.out.println(message.toPrettyString());
            return LabwireCommand.DONE;
        }
        System.out.println("Message   " + SafeText.line(message.path("id")) + " at "
                + SafeText.line(message.path("host")) + (message.path("held").asBoolean() ? ", held" : ""));
        System.out.println("Accepted  " + SafeText.line(message.path("time")) + ", in session "
                + SafeText.line(message.path("session")));
        System.out.println("From      <" + SafeText.line(message.path("from")) + ">");
        System.out.println("Size      " + message.path("size").asText() + " bytes");
        for (JsonNode recipient : message.path("recipients")) {
            System.out.println();
            System.out.println("To        " + SafeText.line(recipient.path("to")));
            System.out.println("State     " + SafeText.line(recipient.path("progress")) + ", tried "
                    + recipient.path("attempts").asText() + " times; next "
                    + SafeText.line(recipient.path("next")));
            JsonNode last = recipient.path("last");
            if (last.isObject()) {
                System.out.println("Last try  " + SafeText.line(last.path("time")) + " at "
                        + SafeText.line(last.path("host")) + ": " + SafeText.line(last.path("status")) + " "
                        + SafeText.line(last.path("diagnostic")));
            }
        }
        return LabwireCommand.DONE;
    }
}
