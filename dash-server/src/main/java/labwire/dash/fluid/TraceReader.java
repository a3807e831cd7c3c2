package labwire.dash.fluid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.fluid.NetworkTrace.Step;

/**
 * Reads network traces, of whichever form:
 *
 * <ul>
 *   <li>SABRE: a JSON array of {@code {"duration_ms": …, "bandwidth_kbps": …, "latency_ms": …}};
 *   <li>timed: lines of {@code seconds Mbit/s}; a rate holds until the next line's time, and the last line ends the trace;
 *   <li>Mahimahi: lines of one integer, the millisecond at which a packet of 1500 bytes may pass.
 * </ul>
 *
 * <p>Empty lines and lines that begin with {@code #} are skipped. The last two forms know no latency: it is 0 until
 * {@link NetworkTrace#withLatency} sets it.
 */
public final class TraceReader {
    /** No trace worth replaying is larger. */
    static final int MAX_BYTES = 16 << 20;

    private static final double MAHIMAHI_PACKET_BITS = 1500 * 8;
    private static final long MAHIMAHI_BIN_MILLIS = 100;
    private static final double MEGABIT = 1e6;
    private static final double KILOBIT = 1e3;
    private static final double MILLIS = 1e3;

    private TraceReader() {}

    /** @throws TraceException if the file is not a trace */
    public static NetworkTrace read(Path file) throws IOException {
        try {
            return parse(bounded(file));
        } catch (TraceException e) {
            throw new TraceException(file.getFileName() + ": " + e.getMessage());
        }
    }

    static String bounded(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new TraceException("more than " + MAX_BYTES + " bytes (expected: at most so many)");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** @throws TraceException if the text is not a trace */
    public static NetworkTrace parse(String text) throws TraceException {
        List<Step> steps;
        try {
            if (text.stripLeading().startsWith("[")) {
                steps = sabre(text);
            } else {
                List<Line> lines = lines(text);
                steps = lines.get(0).fields.size() == 1 ? mahimahi(lines) : timed(lines);
            }
            return new NetworkTrace(steps);
        } catch (IllegalArgumentException e) {
            throw new TraceException(String.valueOf(e.getMessage()));
        }
    }

    private static List<Step> sabre(String text) throws TraceException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new TraceException("not JSON: " + e.getOriginalMessage());
        }
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : root) {
            steps.add(new Step(
                    number(step, "duration_ms", steps.size()) / MILLIS,
                    number(step, "bandwidth_kbps", steps.size()) * KILOBIT,
                    number(step, "latency_ms", steps.size()) / MILLIS));
        }
        return steps;
    }

    private static double number(JsonNode step, String field, int index) throws TraceException {
        JsonNode value = step.path(field);
        if (!value.isNumber()) {
            throw new TraceException("[" + index + "]." + field + ": " + (value.isMissingNode() ? "missing" : value)
                    + " (expected: a number)");
        }
        return value.doubleValue();
    }

    private record Line(int number, List<String> fields) {
        double value(int field) throws TraceException {
            try {
                double value = Double.parseDouble(fields.get(field));
                if (value >= 0 && value < Double.POSITIVE_INFINITY) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Told below, with the line.
            }
            throw new TraceException(
                    "line " + number + ": \"" + fields.get(field) + "\" (expected: a number, 0 or more)");
        }
    }

    private static List<Line> lines(String text) throws TraceException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            Line read = new Line(number, List.of(stripped.split("[\\s,]+", 3)));
            int columns = lines.isEmpty()
                    ? Math.min(2, read.fields.size())
                    : lines.get(0).fields.size();
            if (read.fields.size() != columns) {
                throw new TraceException("line " + number + ": " + read.fields.size() + " columns (expected: "
                        + (lines.isEmpty() ? "1 or 2" : columns) + ")");
            }
            lines.add(read);
        }
        if (lines.isEmpty()) {
            throw new TraceException("no lines (expected: a SABRE, Mahimahi or \"seconds Mbit/s\" trace)");
        }
        return lines;
    }

    private static List<Step> timed(List<Line> lines) throws TraceException {
        List<Step> steps = new ArrayList<>();
        if (lines.size() < 2) {
            throw new TraceException("1 line (expected: 2 or more; the last one ends the trace)");
        }
        for (int i = 0; i + 1 < lines.size(); i++) {
            double seconds = lines.get(i + 1).value(0) - lines.get(i).value(0);
            if (seconds <= 0) {
                throw new TraceException("line " + lines.get(i + 1).number + ": time "
                        + lines.get(i + 1).fields.get(0) + " (expected: later than the line before)");
            }
            steps.add(new Step(seconds, lines.get(i).value(1) * MEGABIT, 0));
        }
        lines.get(lines.size() - 1).value(1);
        return steps;
    }

    private static List<Step> mahimahi(List<Line> lines) throws TraceException {
        double lastMillis = lines.get(lines.size() - 1).value(0);
        long bins = (long) Math.ceil(lastMillis / MAHIMAHI_BIN_MILLIS);
        if (bins < 1 || bins > NetworkTrace.MAX_STEPS) {
            throw new TraceException("last packet at " + lastMillis + " ms (expected: more than 0 and at most "
                    + NetworkTrace.MAX_STEPS * MAHIMAHI_BIN_MILLIS + ")");
        }
        int[] packets = new int[(int) bins];
        double before = 0;
        for (Line line : lines) {
            double millis = line.value(0);
            if (millis < before) {
                throw new TraceException(
                        "line " + line.number + ": " + line.fields.get(0) + " ms (expected: not before the last)");
            }
            before = millis;
            // A packet at the end of a bin passes in it: at 100 ms in the first, since 0 ms to 100 ms carried it.
            packets[(int) Math.max(0, Math.ceil(millis / MAHIMAHI_BIN_MILLIS) - 1)]++;
        }
        List<Step> steps = new ArrayList<>();
        for (int bin = 0; bin < packets.length; bin++) {
            double end = Math.min(lastMillis, (bin + 1.0) * MAHIMAHI_BIN_MILLIS);
            double seconds = (end - (double) bin * MAHIMAHI_BIN_MILLIS) / MILLIS;
            steps.add(new Step(seconds, packets[bin] * MAHIMAHI_PACKET_BITS / seconds, 0));
        }
        return steps;
    }
}
