package labwire.dash.fluid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import labwire.dash.GoldenFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceProfilesTest {
    private static final Path SHIPPED = Path.of("../config/traces");

    private static NetworkTrace profile(String name) {
        return switch (name) {
            case "step" -> TraceProfiles.step(4e6, 0.5e6, 180);
            case "ramp" -> TraceProfiles.ramp(4e6, 0.3e6, 180);
            case "spike" -> TraceProfiles.spike(0.6e6, 6e6, 180);
            case "outage" -> TraceProfiles.outage(2e6, 12, 180);
            case "walk" -> TraceProfiles.markov(new SplittableRandom(7), 300, 10);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The files in {@code config/traces} are these profiles; see {@link GoldenFile} for how to write them anew. */
    @ParameterizedTest
    @CsvSource({
        "step, 'seconds Mbit/s: 4 Mbit/s, a minute of 0.5 Mbit/s, and 4 Mbit/s again'",
        "ramp, 'seconds Mbit/s: from 4 down to 0.3 Mbit/s and up again, a little each second'",
        "spike, 'seconds Mbit/s: 0.6 Mbit/s, with 18 s of 6 Mbit/s in the middle'",
        "outage, 'seconds Mbit/s: 2 Mbit/s, with 12 s of nothing in the middle'",
        "walk, 'seconds Mbit/s: a seeded random walk among ten rates from 0.2 to 4.3 Mbit/s'",
    })
    void theShippedFilesAreTheProfiles(String name, String comment) throws IOException {
        GoldenFile.assertMatches(
                SHIPPED.resolve(name + ".txt"),
                "# " + comment + "\n" + profile(name).toTimedText());
        assertThat(TraceReader.read(SHIPPED.resolve(name + ".txt")).meanBitsPerSecond())
                .isCloseTo(profile(name).meanBitsPerSecond(), within(1000.0));
    }

    @Test
    void theWalkStaysInItsRangeForAboutItsTimeAndDependsOnTheSeedAlone() {
        NetworkTrace walk = TraceProfiles.markov(new SplittableRandom(1), 10_000, 20);
        assertThat(walk.steps())
                .allSatisfy(step -> assertThat(step.bitsPerSecond()).isBetween(0.1e6, 4.9e6));
        assertThat(walk).isEqualTo(TraceProfiles.markov(new SplittableRandom(1), 10_000, 20));
        assertThat(walk).isNotEqualTo(TraceProfiles.markov(new SplittableRandom(2), 10_000, 20));
        int moves = 0;
        for (int i = 1; i < walk.steps().size(); i++) {
            double change = walk.steps().get(i).bitsPerSecond()
                    - walk.steps().get(i - 1).bitsPerSecond();
            // States are 0.46 Mbit/s apart and the noise is 0.1.
            moves += Math.abs(change) > 0.3e6 ? 1 : 0;
        }
        assertThat(moves).isBetween(300, 1000);
    }
}
