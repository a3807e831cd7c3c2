package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.wire.FuzzCorpus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever changes copies of a connection's segments and sends them at any time, to either side: nothing is thrown, what the
 * applications read is what was sent, memory stays within the limits, and all comes to rest with no timer left. Where
 * none of the changed copies was valid, the connection has not noticed. {@code mvn verify} replays the inputs beside this
 * class and changes of them; {@code mvn verify -Psoak} lets Jazzer look for others, for ten minutes.
 */
class LiveConnectionFuzzTest {
    private static final int MUTANTS_EACH = 10;
    /** Inputs that end the connection: resets with just the number that is expected. */
    private static final List<String> FATAL = List.of("reset-exact", "reset-after-data");
    /** Inputs that RFC 5961 and RFC 7323 protect it from. */
    private static final List<String> HARMLESS = List.of(
            "acknowledgment-beyond",
            "acknowledgment-long-ago",
            "bad-sums",
            "duplicates-of-data",
            "reset-far-outside",
            "reset-within-window",
            "syn-within-window",
            "timestamps-behind");

    /** @param input see {@link MeddledConnection} */
    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    void connectionSurvivesOrEnds(byte[] input) {
        check(input);
    }

    @Test
    void everyInputOfTheCorpusIsSurvivedOrEndsIt() throws IOException, URISyntaxException {
        List<String> ended = new ArrayList<>();
        FuzzCorpus.of(LiveConnectionFuzzTest.class, "connectionSurvivesOrEnds").forEach((name, input) -> {
            if (!check(input)) {
                ended.add(name);
            }
        });
        assertThat(ended).containsAll(FATAL).doesNotContainAnyElementsOf(HARMLESS);
    }

    @Test
    void changedInputsAre() throws IOException, URISyntaxException {
        SplittableRandom random = new SplittableRandom(6);
        for (byte[] input : FuzzCorpus.of(LiveConnectionFuzzTest.class, "connectionSurvivesOrEnds")
                .values()) {
            for (int round = 0; round < MUTANTS_EACH; round++) {
                byte[] mutant = FuzzCorpus.mutant(input, random);
                check(mutant);
            }
        }
    }

    private static boolean check(byte[] input) {
        try (MeddledConnection connection = new MeddledConnection()) {
            return connection.run(input);
        }
    }
}
