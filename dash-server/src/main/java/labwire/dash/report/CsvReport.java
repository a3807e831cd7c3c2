package labwire.dash.report;

import java.util.List;
import java.util.Locale;
import labwire.dash.report.SessionReport.SecondRow;
import labwire.dash.report.SessionReport.SegmentRow;

/** A report as tables of <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>, but for lines that end in LF. */
public final class CsvReport {
    private CsvReport() {}

    /** A line a segment. */
    public static String segments(SessionReport report) {
        StringBuilder csv = new StringBuilder("chosen_s,arrived_s,medium,segment,rung,rate_bit_s,bytes,latency_s,"
                + "transfer_s,media_s,duration_s,buffer_s,throughput_bit_s,reason\n");
        for (SegmentRow row : report.segments()) {
            line(
                    csv,
                    row.chosenAt(),
                    row.arrivedAt(),
                    row.medium().name().toLowerCase(Locale.ROOT),
                    row.segment(),
                    row.rung(),
                    row.bitsPerSecond(),
                    row.bytes(),
                    row.latency(),
                    row.transfer(),
                    row.mediaTime(),
                    row.mediaDuration(),
                    row.buffer(),
                    row.throughput(),
                    row.reason());
        }
        return csv.toString();
    }

    /** A line a second. */
    public static String seconds(SessionReport report) {
        StringBuilder csv = new StringBuilder("at_s,media_s,video_buffer_s,audio_buffer_s,rung,rate_bit_s,"
                + "throughput_bit_s,stalled,live_latency_s\n");
        for (SecondRow row : report.seconds()) {
            line(
                    csv,
                    row.at(),
                    row.mediaTime(),
                    row.videoBuffer(),
                    row.audioBuffer(),
                    row.rung(),
                    row.bitsPerSecond(),
                    row.throughput(),
                    row.stalled() ? 1 : 0,
                    row.liveLatency());
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, Object... fields) {
        csv.append(String.join(
                        ",", List.of(fields).stream().map(CsvReport::field).toList()))
                .append('\n');
    }

    private static String field(Object value) {
        if (value instanceof Double number) {
            String text = String.format(Locale.ROOT, "%.3f", number);
            return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
        }
        String text = value.toString();
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
