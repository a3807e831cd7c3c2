package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a captured message go. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Send a message that was kept on its way: hand it to the relay, which finds the recipients' servers by",
            "the names of the network that the mail server runs on."
        },
        footer = {
            "",
            "Example:",
            "  ./labwire mail release 6h02dwg4r00",
            "  ./labwire mail release 4r00 --to me@example.com --to you@example.com"
        })
final class MailReleaseCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Parameters(paramLabel = "ID", description = "as 'mail list' shows it, or its end if that is unambiguous")
    private String id;

    @Option(
            names = "--to",
            arity = "1..*",
            paramLabel = "ADDRESS",
            description = "to these instead of the envelope's recipients")
    private @Nullable List<String> to;

    @Override
    public Integer call() {
        JsonNode answer = data.client()
                .post(
                        "/v1/mail/release",
                        Map.of("id", MailId.checked(id), "to", to == null ? List.of() : List.copyOf(to)));
        System.out.println("Queued as " + SafeText.line(answer.path("queued")));
        return LabwireCommand.DONE;
    }
}
