package labwire.dash.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import labwire.dash.origin.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many live manifests and segments a core finds in a second. Printed, not judged: the machine may be busy. */
@Tag("bench")
class LiveManifestBenchmarkTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final int ROUNDS = 5;
    private static final long MILLIS_A_ROUND = 2_000;

    /** @param stepMicros how much later each request is: players spread over time, so that manifests change meanwhile */
    @ParameterizedTest
    @CsvSource({
        "live/demo/manifest.mpd, 100",
        "live/by=timeline/demo/manifest.mpd, 100",
        "live/by=time/demo/manifest.mpd, 100",
        "live/by=time/demo/manifest.mpd, 2000000",
        "demo/manifest.mpd, 100"
    })
    void manifests(String path, long stepMicros) throws Exception {
        try (TitleLibrary library =
                TitleLibrary.open(List.of(Path.of("../config/video")), InstantSource.fixed(START))) {
            long best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                best = Math.max(best, round(library, path, stepMicros));
            }
            System.out.printf(
                    Locale.ROOT, "%s, one every %d µs of the stream's time: %,d a second%n", path, stepMicros, best);
            assertThat(best).isPositive();
        }
    }

    private static long round(TitleLibrary library, String path, long stepMicros) {
        long begin = System.nanoTime();
        long end = begin + MILLIS_A_ROUND * 1_000_000;
        Instant now = START;
        long found = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < 100; i++) {
                now = now.plusNanos(stepMicros * 1_000);
                found += library.find(path, now) instanceof Outcome.Found ? 1 : 0;
            }
        }
        return found * 1_000_000_000 / (System.nanoTime() - begin);
    }
}
