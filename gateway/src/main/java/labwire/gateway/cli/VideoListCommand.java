package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One line a title. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the titles of the running lab's video servers, and what of them cannot be served.",
        footer = {"", "Example:", "  ./labwire video list", "  ./labwire video list --json"})
final class VideoListCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "print JSON instead of a table")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode answer = data.client().get("/v1/video");
        if (json) {
            System.out.println(answer.toPrettyString());
            return LabwireCommand.DONE;
        }
        TextTable table = new TextTable("HOST", "TITLE", "LENGTH", "TRACKS", "MANIFEST (IN THE LAB)");
        for (JsonNode title : answer.path("titles")) {
            List<String> rungs = new ArrayList<>();
            title.path("rungs").forEach(rung -> rungs.add(rung.asText()));
            table.row(
                    title.path("host").asText(),
                    title.path("name").asText(),
                    String.format(
                            Locale.ROOT, "%.2f s", title.path("durationSeconds").asDouble()),
                    Integer.toString(rungs.size()),
                    title.path("manifest").asText());
        }
        System.out.print(table.isEmpty() ? "No titles; './labwire video ingest FILE…' makes one.\n" : table.toString());
        answer.path("problems").forEach(problem -> System.err.println("labwire: " + problem.asText()));
        return LabwireCommand.DONE;
    }
}
