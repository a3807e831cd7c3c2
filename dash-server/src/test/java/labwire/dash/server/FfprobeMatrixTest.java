package labwire.dash.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.dash.library.ManifestMatrix;
import labwire.dash.library.TitleLibrary;
import labwire.dash.library.UnevenTitle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests open in ffprobe, without an error, and show all of their streams. */
class FfprobeMatrixTest {
    private static final int AT_ONCE = 2;

    /** A stream that began less than the default window ago, so that its beginning is seen too. */
    private static final long AGE_MILLIS = 46_500;

    private static final String DEMO = "[aac, h264,1280, h264,320, h264,480, h264,640, h264,960]";
    private static final String DEMO_AND_SUBTITLES = DEMO.replace("]", ", webvtt,N/A]");
    private static final String UNEVEN = "[aac, h264,160, h264,320]";

    private static final Pattern STREAM = Pattern.compile("(?:program,)?stream,(.*)");

    @TempDir
    private Path folder;

    @Test
    void opensAManifestOfEveryOption() throws Exception {
        Set<String> seen = new HashSet<>();
        opens(path -> seen.addAll(options(path)));
    }

    @Test
    @Tag("soak")
    void opensEveryManifestOfTheMatrix() throws Exception {
        opens(path -> true);
    }

    /** Of a path, each with what it is an option of: {@code live/demo by=time}. */
    private static List<String> options(String path) {
        List<String> words = List.of(path.split("[/,]"));
        String title = (path.startsWith("live/") ? "live/" : "") + words.get(words.size() - 2);
        return words.stream().map(word -> title + " " + word).toList();
    }

    private void opens(Predicate<String> chosen) throws Exception {
        ExternalProgram.assumeInstalled("ffprobe");
        List<Path> titles = new ArrayList<>(List.of(Path.of("../config/video")));
        boolean uneven = UnevenTitle.make(folder.resolve("uneven"));
        if (uneven) {
            titles.add(folder);
        }
        try (TitleLibrary library = TitleLibrary.open(titles, InstantSource.system());
                TestVideoServer server = new TestVideoServer(library)) {
            Instant start = InstantSource.system().instant().minusMillis(AGE_MILLIS);
            Map<String, String> expected = expected(start.getEpochSecond() + ".5", uneven);
            expected.keySet().removeIf(chosen.negate());
            Map<String, String> otherwise = probed(server, List.copyOf(expected.keySet()));
            otherwise.entrySet().removeAll(expected.entrySet());
            assertThat(otherwise).isEmpty();
        }
    }

    /** The streams of each path. */
    private static Map<String, String> expected(String start, boolean uneven) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (String path : ManifestMatrix.onDemand("demo")) {
            expected.put(path, path.contains("periods=") ? DEMO : DEMO_AND_SUBTITLES);
        }
        expected.put("demo/by=base/manifest.mpd", DEMO_AND_SUBTITLES);
        expected.put("demo/by=base,codec=avc1/manifest.mpd", DEMO_AND_SUBTITLES);
        ManifestMatrix.live("demo", start).forEach(path -> expected.put(path, DEMO));
        if (uneven) {
            ManifestMatrix.onDemand("uneven").forEach(path -> expected.put(path, UNEVEN));
            ManifestMatrix.live("uneven", start).forEach(path -> expected.put(path, UNEVEN));
        }
        return expected;
    }

    /** What ffprobe says of each path. */
    private static Map<String, String> probed(TestVideoServer server, List<String> paths) throws Exception {
        ExecutorService probes = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<String, Future<String>> running = new LinkedHashMap<>();
            for (String path : paths) {
                running.put(path, probes.submit(() -> probe(server, path)));
            }
            Map<String, String> probed = new LinkedHashMap<>();
            for (Map.Entry<String, Future<String>> entry : running.entrySet()) {
                probed.put(entry.getKey(), entry.getValue().get());
            }
            return probed;
        } finally {
            probes.shutdownNow();
        }
    }

    private static String probe(TestVideoServer server, String path) throws Exception {
        ExternalProgram ffprobe = ExternalProgram.run(List.of(
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "stream=codec_name,width",
                "-of",
                "csv",
                server.uri("/" + path).toString()));
        TreeSet<String> streams = new TreeSet<>();
        List<String> complaints = new ArrayList<>();
        for (String line :
                ffprobe.output().lines().filter(line -> !line.isBlank()).toList()) {
            Matcher stream = STREAM.matcher(line);
            if (stream.matches()) {
                streams.add(stream.group(1));
            } else {
                complaints.add(line);
            }
        }
        return ffprobe.status() == 0 && complaints.isEmpty()
                ? streams.toString()
                : "status " + ffprobe.status() + ": " + complaints;
    }
}
