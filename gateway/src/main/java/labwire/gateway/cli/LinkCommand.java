package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows or changes a cable of the running lab. */
@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        description = {
            "Show or change the cable at a port of the running lab.",
            "Changes hold for both directions and for the frames sent from then on; what is not named stays."
        },
        footer = {
            "",
            "Settings: rate 10mbit|unlimited, delay 30ms, jitter 5ms, distribution uniform|normal,",
            "loss 1%% (or, in bursts, gemodel:P:R, the chances to enter and to leave one),",
            "duplicate 1%%, corrupt 1%%, reorder 1%%, reorder-delay 1ms;",
            "before a rate: queue 100kb, discipline drop-tail|codel|fq-codel, target 5ms, interval 100ms, ecn on|off;",
            "or one of: cut, restore, clear (no impairment).",
            "",
            "Example:",
            "  ./labwire link SW1:Gi0/3",
            "  ./labwire link SW1:Gi0/3 rate 500kbit delay 30ms loss 1%%",
            "  ./labwire link SW1:Gi0/3 rate 10mbit discipline fq-codel ecn on",
            "  ./labwire link SW1:Gi0/3 loss gemodel:1%%:30%%",
            "  ./labwire link SW1:Gi0/3 cut"
        })
final class LinkCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Parameters(index = "0", paramLabel = "NODE:PORT", description = "one end of the cable")
    private String port;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "SETTING", description = "names and values")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        JsonNode cable = data.client().post("/v1/link", Map.of("port", port, "settings", words));
        String state = cable.path("cut").asBoolean() ? "cut" : cable.path("up").asBoolean() ? "up" : "down";
        String settings = cable.path("settings").asText();
        System.out.println(cable.path("a").asText() + " - " + cable.path("b").asText() + ": " + state + ", "
                + (settings.isEmpty() ? "no impairment" : settings));
        return LabwireCommand.DONE;
    }
}
