package labwire.dash.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.dash.manifest.AdaptationSet;
import labwire.dash.manifest.Mpd;
import labwire.dash.manifest.MpdReader;
import labwire.dash.manifest.MpdRules;
import labwire.dash.manifest.MpdSchema;
import labwire.dash.manifest.PeriodSpan;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.SegmentAddresses;
import labwire.dash.origin.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every manifest that can be asked for keeps the rules and the schema, and offers segments that are there. */
class ManifestMatrixTest {
    private static final String SERVER = "http://video:8080/";

    /** At odd times, among them one just before a minute's period ends. */
    private static final List<Instant> TIMES =
            List.of(Instant.parse("2026-11-22T10:00:00.123Z"), Instant.parse("2026-11-22T10:00:59.999Z"));

    /** 44.5 s before those. */
    private static final String START = "1795341555.5";

    @TempDir
    private Path folder;

    private TitleLibrary library;
    private final List<String> paths = new ArrayList<>();
    /** Each with where it was met first. */
    private final Map<String, String> problems = new LinkedHashMap<>();

    @BeforeEach
    void open() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(Path.of("../config/video")));
        paths.addAll(ManifestMatrix.onDemand("demo"));
        paths.add("demo/by=base/manifest.mpd");
        paths.add("demo/by=base,codec=avc1/manifest.mpd");
        paths.addAll(ManifestMatrix.live("demo", START));
        if (UnevenTitle.make(folder.resolve("uneven"))) {
            folders.add(folder);
            paths.addAll(ManifestMatrix.onDemand("uneven"));
            paths.addAll(ManifestMatrix.live("uneven", START));
        }
        library = TitleLibrary.open(folders, InstantSource.fixed(TIMES.get(0)));
        assertThat(library.problems()).isEmpty();
    }

    @AfterEach
    void close() throws IOException {
        library.close();
    }

    @Test
    void keepsTheRules() throws Exception {
        for (String path : paths) {
            for (Instant now : times(path)) {
                for (String problem : MpdRules.check(MpdReader.read(manifest(path, now)))) {
                    // The option's very purpose.
                    if (!problem.startsWith("MPD: no clock") || !path.contains("timing=none")) {
                        problems.putIfAbsent(problem, path + " at " + now);
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void isValid() throws Exception {
        MpdSchema schema = MpdSchema.available();
        for (String path : paths) {
            for (String problem : schema.problems(manifest(path, TIMES.get(0)))) {
                problems.putIfAbsent(problem, path);
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void offersSegmentsThatAreThere() throws Exception {
        for (String path : paths) {
            Mpd mpd = MpdReader.read(manifest(path, TIMES.get(0)));
            for (PeriodSpan span : mpd.spans()) {
                for (AdaptationSet set : span.period().adaptationSets()) {
                    Representation lowest = set.representations().get(0);
                    segments(SegmentAddresses.of(mpd, URI.create(SERVER + path), span, set, lowest), set, path);
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void isRefusedIfItsWindowWouldHoldNoSegment() {
        assertThat(library.find("live/segment=24,window=10/demo/manifest.mpd", TIMES.get(0)))
                .isEqualTo(new Outcome.BadRequest("window: PT10S (expected: at least PT23.04S, the longest segment)"));
    }

    /** The first and the last one; {@link OriginWalk} looks closer, at fewer manifests. */
    private void segments(SegmentAddresses addresses, AdaptationSet set, String path) {
        Instant now = TIMES.get(0);
        long first = addresses.first(now);
        long last = addresses.last(now);
        if (first > last) {
            return; // A period that is about to go, or has just begun; or a file with an index.
        }
        for (long number : new long[] {first, last}) {
            URI uri = addresses.at(number).uri();
            Outcome outcome = find(uri, now);
            if (!(outcome instanceof Outcome.Found)) {
                problems.putIfAbsent("segment is " + outcome, path + ": " + uri);
            }
        }
        boolean more = last + 1 < addresses.firstNumber() + addresses.count();
        if (path.startsWith("live/") && set.contentType().equals("video") && more) {
            URI uri = addresses.at(last + 1).uri();
            Outcome next = find(uri, now);
            if (!(next instanceof Outcome.TooEarly)) {
                problems.putIfAbsent("the next segment is " + next, path + ": " + uri);
            }
        }
    }

    private Outcome find(URI uri, Instant now) {
        return library.find(uri.getPath().substring(1), now);
    }

    private byte[] manifest(String path, Instant now) throws IOException {
        Outcome found = library.find(path, now);
        assertThat(found).as(path).isInstanceOf(Outcome.Found.class);
        return ((Outcome.Found) found).payload().toBytes();
    }

    private static List<Instant> times(String path) {
        return path.startsWith("live/") ? TIMES : TIMES.subList(0, 1);
    }
}
