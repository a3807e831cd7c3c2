package labwire.dash.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import labwire.dash.media.FileSource;
import labwire.dash.media.Payload;
import labwire.dash.media.Piece;
import labwire.dash.origin.Origin;
import labwire.dash.origin.Outcome;
import labwire.dash.origin.TitleSummary;

/** An origin of what a test puts into it. */
final class FakeOrigin implements Origin, AutoCloseable {
    static final Instant MODIFIED = Instant.parse("2026-11-01T12:00:00Z");

    private final Map<String, Outcome> outcomes = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> faulty = new CopyOnWriteArrayList<>();
    private final List<FileSource> files = new ArrayList<>();

    FakeOrigin with(String path, Outcome outcome) {
        outcomes.put(path, outcome);
        return this;
    }

    FakeOrigin withText(String path, String mediaType, String text) {
        Payload payload = Payload.of(text.getBytes(StandardCharsets.UTF_8));
        String tag = "t" + text.length();
        return with(path, new Outcome.Found(payload, mediaType, tag, MODIFIED, Duration.ofSeconds(5), true));
    }

    /** A file of its own, with a byte of memory on either side, as a segment has its moof before its media. */
    FakeOrigin withFile(String path, Path file) {
        try {
            FileSource source = FileSource.open(file);
            files.add(source);
            Payload payload = new Payload(List.of(
                    Piece.Bytes.of(new byte[] {'<'}),
                    new Piece.FileSlice(source, 0, source.size()),
                    Piece.Bytes.of(new byte[] {'>'})));
            String tag = "f" + Integer.toHexString(file.hashCode());
            return with(path, new Outcome.Found(payload, "video/mp4", tag, MODIFIED, Duration.ofDays(1), false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws what no origin should. */
    FakeOrigin withFault(String path) {
        faulty.add(path);
        return this;
    }

    /** A file of bytes that tell where in it they are. */
    static Path patterned(Path file, int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i ^ i >> 8 ^ i >> 16);
        }
        return Files.write(file, bytes);
    }

    /** The paths asked for, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Outcome find(String path, Instant now) {
        asked.add(path);
        if (faulty.contains(path)) {
            throw new IllegalStateException(path);
        }
        return outcomes.getOrDefault(path, new Outcome.NotFound(path + " (expected: what the test has)"));
    }

    @Override
    public List<TitleSummary> titles() {
        return List.of(new TitleSummary(
                "demo",
                Duration.ofMillis(11_520),
                "demo/manifest.mpd",
                "live/demo/manifest.mpd",
                List.of("640x360 400 kbit/s")));
    }

    @Override
    public void close() throws IOException {
        for (FileSource file : files) {
            file.close();
        }
    }
}
