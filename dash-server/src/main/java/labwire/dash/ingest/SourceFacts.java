package labwire.dash.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import labwire.dash.title.TitleException;

/**
 * What ffprobe says of a source.
 *
 * @param frameRate a fraction, such as {@code 30000/1001}
 * @param durationSeconds 0 if not known
 */
record SourceFacts(int height, String frameRate, double durationSeconds, int audioTracks) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,8})");
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FRAME_RATE = 120;
    private static final String USUAL_FRAME_RATE = "25/1";

    /** @throws TitleException if ffprobe is missing, or finds no video */
    static SourceFacts probe(Path source, Path folder) throws TitleException, IOException, InterruptedException {
        Path log = folder.resolve("ffprobe.log");
        Process process = Ladder.start(
                List.of(
                        Ladder.FFPROBE,
                        "-v",
                        "error",
                        "-of",
                        "json",
                        "-show_entries",
                        "stream=codec_type,height,avg_frame_rate:format=duration",
                        "file:" + source.toAbsolutePath()),
                log);
        JsonNode facts;
        try (InputStream out = process.getInputStream()) {
            byte[] json = out.readNBytes(MAX_BYTES);
            if (process.waitFor() != 0) {
                throw Ladder.failure(Ladder.FFPROBE, process.exitValue(), log);
            }
            facts = JSON.readTree(json);
        } finally {
            process.destroyForcibly();
        }
        return read(source, facts);
    }

    private static SourceFacts read(Path source, JsonNode facts) throws TitleException {
        int height = 0;
        String rate = "";
        int audio = 0;
        for (JsonNode stream : facts.path("streams")) {
            String type = stream.path("codec_type").asText();
            if (type.equals("video") && height == 0) {
                height = stream.path("height").asInt();
                rate = stream.path("avg_frame_rate").asText();
            } else if (type.equals("audio")) {
                audio++;
            }
        }
        if (height <= 0) {
            throw new TitleException(source.getFileName() + ": no video that ffprobe knows (expected: a video)");
        }
        return new SourceFacts(
                height, checked(rate), facts.path("format").path("duration").asDouble(), audio);
    }

    /** The rate, or the usual one for what is none: pictures come when they come, or far too often. */
    private static String checked(String rate) {
        return RATE.matcher(rate).matches() && value(rate) <= MAX_FRAME_RATE && value(rate) >= 1
                ? rate
                : USUAL_FRAME_RATE;
    }

    private static double value(String rate) {
        String[] parts = rate.split("/", 2);
        return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }

    /** How many pictures a segment has. */
    long pictures(Duration segment) {
        return Math.max(1, Math.round(value(frameRate) * segment.toMillis() / 1000));
    }
}
