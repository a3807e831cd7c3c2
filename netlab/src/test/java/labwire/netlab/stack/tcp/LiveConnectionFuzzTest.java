package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
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
        corpus().forEach((name, input) -> {
            if (!check(input)) {
                ended.add(name);
            }
        });
        assertThat(ended).containsAll(FATAL).doesNotContainAnyElementsOf(HARMLESS);
    }

    @Test
    void changedInputsAre() throws IOException, URISyntaxException {
        SplittableRandom random = new SplittableRandom(6);
        for (byte[] input : corpus().values()) {
            for (int round = 0; round < MUTANTS_EACH; round++) {
                byte[] mutant = input.clone();
                for (int left = 1 + random.nextInt(4); left > 0; left--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
                }
                check(mutant);
            }
        }
    }

    private static boolean check(byte[] input) {
        try (MeddledConnection connection = new MeddledConnection()) {
            return connection.run(input);
        }
    }

    /** The inputs beside this class, where Jazzer looks for them too, and puts what it finds. */
    private static Map<String, byte[]> corpus() throws IOException, URISyntaxException {
        String folder = LiveConnectionFuzzTest.class.getSimpleName() + "Inputs/connectionSurvivesOrEnds";
        Path inputs = Path.of(Objects.requireNonNull(LiveConnectionFuzzTest.class.getResource(folder), folder)
                .toURI());
        try (Stream<Path> files = Files.list(inputs)) {
            Map<String, byte[]> read = new LinkedHashMap<>();
            for (Path file : files.sorted().toList()) {
                read.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return read;
        }
    }
}
