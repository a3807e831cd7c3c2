package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import labwire.gateway.api.ApiException;
import labwire.gateway.lab.StartException;
import labwire.gateway.scenario.TimeWord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits for a message. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = {
            "Wait until there is a message that matches, and print its ID. One that has arrived before counts too,",
            "unless --new or --since says otherwise; of several, the newest."
        },
        footer = {
            "",
            "Exit status 1: there was none in that time.",
            "",
            "Example:",
            "  ./labwire mail wait --to alice@example.com --subject 'Welcome' --timeout 10s",
            "  id=$(./labwire mail wait --to '*@example.com' --since 1min) && ./labwire mail show --codes $id"
        })
final class MailWaitCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private MailFilterOptions filter;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = TimeConverter.class,
            description = "for how long, at most 1h (default: ${DEFAULT-VALUE})")
    private Duration timeout;

    @Option(names = "--json", description = "print what is known of the message as JSON instead of its ID")
    private boolean json;

    @ArgGroup
    private @Nullable From from;

    /** One of them. */
    static final class From {
        @Option(names = "--new", description = "only what arrives from now on")
        private boolean isNew;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "only what has arrived since: so long ago (5min), or 2026-01-31T12:00:00Z")
        private @Nullable String since;
    }

    @Override
    public Integer call() {
        Map<String, Object> request = new LinkedHashMap<>(filter.parameters());
        request.put("timeoutMillis", timeout.toMillis());
        if (from != null && from.since != null) {
            request.put("since", since(from.since).toString());
        } else if (from != null) {
            request.put("new", from.isNew);
        }
        List<JsonNode> answers = new ArrayList<>();
        data.client().stream("/v1/mail/wait", request, answers::add);
        if (answers.isEmpty()) {
            throw new ApiException("no answer (expected: a message, or the end of the time)");
        }
        JsonNode answer = answers.get(0);
        if (answer.has("error")) {
            throw new ApiException(answer.path("error").asText());
        }
        JsonNode message = answer.path("message");
        if (message.isMissingNode()) {
            System.err.println("labwire: no such message within " + timeout.toMillis() / 1e3 + " s");
            return LabwireCommand.FAILED;
        }
        System.out.println(json ? message.toPrettyString() : SafeText.line(message.path("id")));
        return LabwireCommand.DONE;
    }

    private static Instant since(String text) {
        return TimeWord.parse(text).map(InstantSource.system().instant()::minus).orElseGet(() -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new StartException(
                        "--since: " + text + " (expected: a length of time such as 5min, or a time such as"
                                + " 2026-01-31T12:00:00Z)",
                        e);
            }
        });
    }
}
