package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a command on a device's console. */
@Command(
        name = "exec",
        mixinStandardHelpOptions = true,
        description = "Run a command on a node's console, with privileges, and print what it answers.",
        footer = {
            "",
            "Exit status 1: the console refused the command.",
            "",
            "Example:",
            "  ./labwire exec R1 -- show ip interface brief",
            "  ./labwire exec pc1 -- ping -c 3 mail"
        })
final class ExecCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Parameters(index = "0", paramLabel = "NODE", description = "the node's name in the lab file")
    private String node;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "the command's words, after --")
    private List<String> words;

    @Override
    public Integer call() {
        JsonNode answer = data.client().post("/v1/exec", Map.of("node", node, "command", String.join(" ", words)));
        System.out.print(answer.path("output").asText());
        return answer.path("accepted").asBoolean() ? LabwireCommand.DONE : LabwireCommand.FAILED;
    }
}
