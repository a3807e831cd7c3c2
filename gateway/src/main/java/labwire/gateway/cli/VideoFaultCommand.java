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

/** Has the lab's video servers misbehave. */
@Command(
        name = "fault",
        mixinStandardHelpOptions = true,
        description = {
            "Have the running lab's video servers misbehave, to see what players make of it:",
            "add a rule, remove one, or, with neither, list those in force."
        },
        footer = {
            "",
            "A rule is a fault, and the requests that it befalls, separated by commas:",
            "  status=503  delay=2s  stall=100KB,for=10s  truncate=50KB  rate=500kbit",
            "  nth=3  every=3  first=3  path=*.m4s  session=NAME",
            "The same rules work without this command, in an address: http://HOST:8080/fault/RULE/PATH.",
            "",
            "Example:",
            "  ./labwire video fault status=503,every=5,path=*.m4s",
            "  ./labwire video fault",
            "  ./labwire video fault --remove 1",
            "  ./labwire video fault --clear"
        })
final class VideoFaultCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Option(names = "--host", paramLabel = "HOST", description = "one server alone (default: all video servers)")
    private @Nullable String host;

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
                ? data.client().get("/v1/video/faults")
                : data.client().post("/v1/video/faults", request(change));
        TextTable table = new TextTable("HOST", "NUMBER", "FAULTS", "RULE");
        for (JsonNode rule : answer.path("rules")) {
            table.row(
                    rule.path("host").asText(),
                    rule.path("number").asText(),
                    rule.path("faults").asText(),
                    rule.path("rule").asText());
        }
        System.out.print(table.isEmpty() ? "No fault rules.\n" : table.toString());
        return LabwireCommand.DONE;
    }

    private Map<String, Object> request(Change change) {
        Map<String, Object> request = new LinkedHashMap<>();
        if (host != null) {
            request.put("host", host);
        }
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
