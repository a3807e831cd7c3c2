package labwire.dash.fluid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.abr.AbrRule;
import labwire.dash.abr.BolaERule;
import labwire.dash.abr.DynamicRule;
import labwire.dash.abr.ThroughputRule;
import labwire.dash.session.PlayerEvent;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our rules with SABRE's parameters, on SABRE's movie and network, against what SABRE itself prints ("time average played
 * bitrate", with {@code -b 25}).
 *
 * <p>The movie is not ours to ship: fetch {@code example/mmsys18/bbb.json} and {@code example/network.json} of
 * github.com/UMass-LIDS/sabre into a folder and set {@code LABWIRE_SABRE} to it. Abandonment is left out: in these runs
 * the reference's never fires (the figures with {@code --no-abandon} are the same), and for BOLA-E it is another rule.
 */
class SabreComparisonTest {
    /** SABRE asks for a segment when it will fit into 25 s; ours while no more than the target is buffered. */
    private static final double SABRE_BUFFER_SECONDS = 25 - 3;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"throughput, 1963.813", "bola-e, 2911.905", "dynamic, 2909.896"})
    void playsTheReferencesMeanBitrate(String rule, double kilobitsPerSecond) throws IOException {
        Path folder = folder();
        Movie movie = Movie.readSabre(folder.resolve("bbb.json"));
        NetworkTrace network = TraceReader.read(folder.resolve("network.json"));
        List<PlayerEvent> events = new ArrayList<>();

        FluidSession.run(
                movie,
                network,
                sabre(rule),
                FluidSession.Settings.DEFAULT.withBufferTarget(SABRE_BUFFER_SECONDS),
                events::add);

        assertThat(timeAverageBitrate(movie, events) / 1000)
                .isCloseTo(kilobitsPerSecond, Percentage.withPercentage(0.01));
    }

    private static Path folder() {
        String folder = System.getenv("LABWIRE_SABRE");
        Assumptions.assumeTrue(
                folder != null && Files.exists(Path.of(folder, "bbb.json")),
                "LABWIRE_SABRE names no folder with SABRE's bbb.json and network.json");
        return Path.of(String.valueOf(folder));
    }

    private static AbrRule sabre(String rule) {
        return switch (rule) {
            case "throughput" -> new ThroughputRule(ThroughputRule.Settings.SABRE);
            case "bola-e" -> new BolaERule(BolaERule.Settings.SABRE);
            case "dynamic" -> new DynamicRule(DynamicRule.Settings.SABRE);
            default -> throw new IllegalArgumentException(rule);
        };
    }

    /** SABRE divides by the whole session, start-up and stalls included. */
    private static double timeAverageBitrate(Movie movie, List<PlayerEvent> events) {
        double bits = 0;
        for (PlayerEvent event : events) {
            if (event instanceof PlayerEvent.SegmentArrived arrived) {
                bits += movie.ladder().rate(arrived.rung()) * movie.ladder().segmentSeconds();
            }
        }
        Duration whole = events.get(events.size() - 1).at();
        return bits / (whole.toNanos() / 1e9);
    }
}
