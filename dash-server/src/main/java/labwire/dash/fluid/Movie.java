package labwire.dash.fluid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import labwire.dash.abr.Ladder;

/**
 * A movie as a rule sees it.
 *
 * @param segmentBits by segment, then by rung
 */
public record Movie(String name, Ladder ladder, List<List<Long>> segmentBits) {
    private static final int MAX_SEGMENTS = 100_000;
    private static final double MILLIS = 1e3;
    private static final long KILOBIT = 1000;

    public Movie {
        segmentBits = segmentBits.stream().map(List::copyOf).toList();
        if (segmentBits.isEmpty() || segmentBits.size() > MAX_SEGMENTS) {
            throw new IllegalArgumentException(
                    "movie: " + segmentBits.size() + " segments (expected: 1 to " + MAX_SEGMENTS + ")");
        }
        for (int segment = 0; segment < segmentBits.size(); segment++) {
            List<Long> sizes = segmentBits.get(segment);
            if (sizes.size() != ladder.size() || sizes.stream().anyMatch(size -> size <= 0)) {
                throw new IllegalArgumentException("movie: segment " + segment + " has the sizes " + sizes
                        + " (expected: " + ladder.size() + ", each more than 0)");
            }
        }
    }

    /** How many segments there are. */
    public int segments() {
        return segmentBits.size();
    }

    /** The whole, in seconds. */
    public double seconds() {
        return segments() * ladder.segmentSeconds();
    }

    /** The size of a segment, in bits. */
    public double bits(int segment, int rung) {
        return segmentBits.get(segment).get(rung);
    }

    /** Segments whose sizes scatter around the nominal by up to {@code variation}, all rungs of a segment alike. */
    public static Movie made(String name, Ladder ladder, int segments, double variation, RandomGenerator random) {
        List<List<Long>> sizes = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            double factor = (1 + variation * (2 * random.nextDouble() - 1)) * ladder.segmentSeconds();
            sizes.add(ladder.bitsPerSecond().stream()
                    .map(rate -> Math.round(rate * factor))
                    .toList());
        }
        return new Movie(name, ladder, sizes);
    }

    /**
     * Reads SABRE's form: {@code segment_duration_ms}, {@code bitrates_kbps}, {@code segment_sizes_bits}.
     *
     * @throws TraceException if the file is no such movie
     */
    public static Movie readSabre(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            JsonNode root = new ObjectMapper().readTree(TraceReader.bounded(file));
            Ladder ladder = new Ladder(
                    longs(root.path("bitrates_kbps"), KILOBIT),
                    root.path("segment_duration_ms").doubleValue() / MILLIS);
            List<List<Long>> sizes = new ArrayList<>();
            for (JsonNode segment : root.path("segment_sizes_bits")) {
                sizes.add(longs(segment, 1));
            }
            return new Movie(name, ladder, sizes);
        } catch (JsonProcessingException e) {
            throw new TraceException(name + ": not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new TraceException(name + ": " + e.getMessage());
        }
    }

    private static List<Long> longs(JsonNode numbers, long factor) {
        List<Long> values = new ArrayList<>();
        for (JsonNode number : numbers) {
            values.add(number.longValue() * factor);
        }
        return values;
    }
}
