package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has mail servers misbehave. */
@Command(
        name = "fault",
        mixinStandardHelpOptions = true,
        description = {
            "Have the running lab's mail servers misbehave, to see what mail programs make of it:",
            "add a rule, remove one, or, with neither, list those in force."
        },
        footer = {
            "",
            "A rule is a stage, what goes wrong there, and when, separated by commas:",
            "  stage=rcpt                connect, greeting, auth, mail, rcpt, data or message",
            "  reply=451 4.3.0 Later     delay=5s  drop  discard  drip=10",
            "  certificate=expired       or wrong-name, self-signed: in the TLS handshake after it",
            "  address=*@example.com     the recipient's at rcpt, else the sender's",
            "  client=10.10.88.*         port=110  nth=3  every=3  first=3  after=3",
            "",
            "Example:",
            "  ./labwire mail fault 'stage=rcpt,address=full@*,reply=452 4.2.2 Mailbox full'",
            "  ./labwire mail fault stage=message,every=3,drop",
            "  ./labwire mail fault",
            "  ./labwire mail fault --remove 1",
            "  ./labwire mail fault --clear"
        })
final class MailFaultCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private MailHostOption host;

    @ArgGroup
    private @Nullable Change change;

    /** One of them. */
    static final class Change {
        @Parameters(paramLabel = "RULE", arity = "0..1", description = "to add")
        private @Nullable String rule;

        @Option(names = "--remove", paramLabel = "N", description = "remove the rule of this number")
        private @Nullable Long number;

        @Option(names = "--clear", description = "remove all rules")
        private boolean clear;
    }

    @Override
    public Integer call() {
        JsonNode answer = change == null
                ? data.client().get("/v1/mail/faults", host.parameters())
                : data.client().post("/v1/mail/faults", request(change));
        TextTable table = new TextTable("HOST", "NUMBER", "FAULTS", "RULE");
        for (JsonNode rule : answer.path("rules")) {
            table.row(
                    SafeText.line(rule.path("host")),
                    rule.path("number").asText(),
                    rule.path("faults").asText(),
                    SafeText.line(rule.path("rule")));
        }
        System.out.print(table.isEmpty() ? "No fault rules.\n" : table.toString());
        return LabwireCommand.DONE;
    }

    private Map<String, Object> request(Change change) {
        Map<String, Object> request = new LinkedHashMap<>(host.parameters());
        if (change.rule != null) {
            request.put("add", change.rule);
        } else if (change.number != null) {
            request.put("remove", change.number);
        } else {
            request.put("clear", change.clear);
        }
        return request;
    }
}
