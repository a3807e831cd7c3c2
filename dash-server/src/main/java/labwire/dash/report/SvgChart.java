package labwire.dash.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import labwire.dash.report.SessionReport.Incident;
import labwire.dash.report.SessionReport.SecondRow;
import labwire.dash.report.SessionReport.SegmentRow;
import labwire.dash.report.SessionReport.Stall;
import labwire.dash.session.PlayerEvent.Medium;

/**
 * A session as a picture: above, the chosen rung and the throughput on a logarithmic scale, with a hairline for each
 * rung; below, the buffer; through both, the stalls; on top, what went wrong. No scripts; light or dark as the reader's
 * screen is.
 *
 * <pre>
 *   title                                    legend
 *   figures
 *   ┌ incidents ──────────────────────────────────┐
 *   │ rates                                       │
 *   └─────────────────────────────────────────────┘
 *   ┌─────────────────────────────────────────────┐
 *   │ buffer                                      │
 *   └──0:00────0:30────1:00───────────────────────┘
 * </pre>
 */
public final class SvgChart {
    private static final double WIDTH = 960;
    private static final double HEIGHT = 500;
    private static final double LEFT = 84;
    private static final double RIGHT = WIDTH - 24;
    private static final double LEGEND_MIDDLE = 82;
    private static final double RATES_TOP = 104;
    private static final double RATES_BOTTOM = 318;
    private static final double BUFFER_TOP = 350;
    private static final double BUFFER_BOTTOM = 456;

    /** A line with more points than a screen has columns is only larger, not finer. */
    private static final int MAX_POINTS = 2000;

    /** Labels nearer than this would touch. */
    private static final double LABEL_HEIGHT = 15;

    private static final String STYLE = """
            text{font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
            font-size:12px;fill:#59636e;font-variant-numeric:tabular-nums}
            .paper{fill:#fff}.title{font-size:16px;font-weight:600;fill:#1f2328}.strong{fill:#1f2328;font-weight:600}
            .grid{stroke:#d1d9e0;stroke-width:1;fill:none}.rung{stroke:#e6eaef;stroke-width:1}
            .chosen{stroke:#0969da;stroke-width:2.25;fill:none;stroke-linejoin:round}.chosenfill{fill:#0969da;fill-opacity:.08}
            .net{stroke:#bc4c00;stroke-width:1.5;fill:none;stroke-linejoin:round}.sample{fill:#bc4c00;fill-opacity:.38}
            .buffer{stroke:#1a7f37;stroke-width:1.5;fill:none;stroke-linejoin:round}.bufferfill{fill:#1a7f37;fill-opacity:.14}
            .audio{stroke:#8250df;stroke-width:1.25;fill:none;stroke-dasharray:3 3}
            .stall{fill:#cf222e;fill-opacity:.16}.bad{fill:#cf222e}.mark{fill:#9a6700}.start{stroke:#59636e;stroke-dasharray:2 3}
            @media (prefers-color-scheme:dark){
            text{fill:#9198a1}.paper{fill:#0d1117}.title,.strong{fill:#f0f6fc}
            .grid{stroke:#3d444d}.rung{stroke:#21262d}
            .chosen{stroke:#4493f8}.chosenfill{fill:#4493f8;fill-opacity:.12}
            .net{stroke:#f0883e}.sample{fill:#f0883e;fill-opacity:.45}
            .buffer{stroke:#3fb950}.bufferfill{fill:#3fb950;fill-opacity:.16}.audio{stroke:#ab7df8}
            .stall{fill:#f85149;fill-opacity:.22}.bad{fill:#f85149}.mark{fill:#d29922}.start{stroke:#9198a1}}
            """;

    private final SessionReport report;
    private final List<SegmentRow> video;
    private final ChartScale time;
    private final ChartScale rates;
    private final ChartScale buffer;
    private final StringBuilder svg = new StringBuilder();

    private SvgChart(SessionReport report) {
        this.report = report;
        video = report.segments().stream()
                .filter(row -> row.medium() == Medium.VIDEO)
                .toList();
        time = ChartScale.linear(0, Math.max(1, report.figures().session()), LEFT, RIGHT);
        rates = rateScale();
        double fullest = report.seconds().stream()
                .mapToDouble(row -> Math.max(row.videoBuffer(), row.audioBuffer()))
                .max()
                .orElse(0);
        buffer = ChartScale.linear(0, Math.max(1, fullest * 1.12), BUFFER_BOTTOM, BUFFER_TOP);
    }

    /** A whole document of UTF-8, which also fits into an HTML page. */
    public static String of(SessionReport report) {
        return new SvgChart(report).draw();
    }

    private ChartScale rateScale() {
        List<Long> rungs = report.rungs();
        double lowest = rungs.isEmpty() ? 1e5 : Math.max(1, rungs.get(0));
        double highest = rungs.isEmpty() ? 1e6 : Math.max(lowest, rungs.get(rungs.size() - 1));
        double fastest = report.seconds().stream()
                .mapToDouble(SecondRow::throughput)
                .max()
                .orElse(0);
        // A throughput far above the ladder says no more than one somewhat above it, and would flatten the rungs.
        double top = Math.max(highest * 1.35, Math.min(fastest * 1.15, highest * 6));
        return ChartScale.logarithmic(lowest / 1.6, top, RATES_BOTTOM, RATES_TOP);
    }

    private String draw() {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" "
                        + "role=\"img\" aria-labelledby=\"chart-title chart-figures\">%n".replace("%n", "\n"),
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        svg.append("<style>\n").append(STYLE).append("</style>\n");
        tag("<rect class=\"paper\" width=\"%.0f\" height=\"%.0f\" rx=\"6\"/>", WIDTH, HEIGHT);
        head();
        rungLines();
        timeAxis();
        bufferAxis();
        stalls();
        chosen();
        throughput();
        buffers();
        incidents();
        return svg.append("</svg>\n").toString();
    }

    private void head() {
        svg.append("<text id=\"chart-title\" class=\"title\" x=\"24\" y=\"34\">")
                .append(Texts.escaped(shortened(report.url(), 80)))
                .append("</text>\n<text id=\"chart-figures\" x=\"24\" y=\"56\">")
                .append(Texts.escaped(Headline.of(report)))
                .append("</text>\n");
        ChartLegend legend = new ChartLegend(svg, LEFT, LEGEND_MIDDLE);
        legend.line("chosen", "chosen rung");
        legend.line("net", "throughput");
        legend.dot("sample", "of one segment");
        legend.line("buffer", "video buffer");
        if (hasAudio()) {
            legend.line("audio", "audio buffer");
        }
        if (!report.stalls().isEmpty()) {
            legend.area("stall", "stall");
        }
        if (report.incidents().stream().anyMatch(SvgChart::isDrop)) {
            legend.mark("mark", "dropped");
        }
        if (!report.incidents().stream().allMatch(SvgChart::isDrop)) {
            legend.mark("bad", "fault");
        }
    }

    private void rungLines() {
        double lastLabel = Double.POSITIVE_INFINITY;
        for (long rate : report.rungs()) {
            double y = rates.at((double) rate);
            tag("<path class=\"rung\" d=\"M%.1f %.1fH%.1f\"/>", LEFT, y, RIGHT);
            if (lastLabel - y >= LABEL_HEIGHT) {
                label(LEFT - 10, y + 4, "end", Texts.rate((double) rate));
                lastLabel = y;
            }
        }
        tag("<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", LEFT, RATES_BOTTOM, RIGHT);
    }

    private void timeAxis() {
        double step = ChartScale.niceTime(time.span() / 8);
        for (int tick = 0; tick * step <= time.high() + 1e-9; tick++) {
            double x = time.at(tick * step);
            tag("<path class=\"grid\" d=\"M%.1f %.1fv5M%.1f %.1fv5\"/>", x, BUFFER_BOTTOM, x, RATES_BOTTOM);
            label(x, BUFFER_BOTTOM + 20, "middle", Texts.clock(tick * step));
        }
        tag("<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", LEFT, BUFFER_BOTTOM, RIGHT);
        double started = report.figures().startUp();
        if (started > 0) {
            double x = time.at(started);
            tag(
                    "<path class=\"grid start\" d=\"M%.1f %.1fV%.1fM%.1f %.1fV%.1f\"/>",
                    x, RATES_TOP, RATES_BOTTOM, x, BUFFER_TOP, BUFFER_BOTTOM);
        }
    }

    private void bufferAxis() {
        double step = ChartScale.niceTime(buffer.span() / 3);
        for (int tick = 0; tick * step <= buffer.high(); tick++) {
            double y = buffer.at(tick * step);
            tag("<path class=\"rung\" d=\"M%.1f %.1fH%.1f\"/>", LEFT, y, RIGHT);
            label(LEFT - 10, y + 4, "end", String.format(Locale.ROOT, "%.0f s", tick * step));
        }
    }

    private void stalls() {
        for (Stall stall : report.stalls()) {
            double from = time.at(stall.from());
            double width = Math.max(1.5, time.at(stall.to()) - from);
            tag(
                    "<rect class=\"stall\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    from, RATES_TOP, width, BUFFER_BOTTOM - RATES_TOP);
            if (width > 34) {
                svg.append("<g class=\"bad\">");
                tag(
                        "<text class=\"bad\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                        from + width / 2, BUFFER_TOP - 12, Texts.seconds(stall.seconds()));
                svg.append("</g>\n");
            }
        }
    }

    private void chosen() {
        if (video.isEmpty()) {
            return;
        }
        ChartPath line = new ChartPath();
        double end = time.at(video.get(video.size() - 1).arrivedAt());
        long before = -1;
        for (SegmentRow row : video) {
            if (row.bitsPerSecond() != before && row.bitsPerSecond() > 0) {
                line.step(time.at(row.chosenAt()), rates.at((double) row.bitsPerSecond()));
                before = row.bitsPerSecond();
            }
        }
        line.across(end);
        tag(
                "<path class=\"chosenfill\" d=\"%sV%.1fH%.1fZ\"/>",
                line, RATES_BOTTOM, time.at(video.get(0).chosenAt()));
        tag("<path class=\"chosen\" d=\"%s\"/>", line);
    }

    private void throughput() {
        for (SegmentRow row : every(video)) {
            if (row.transfer() > 0) {
                double measured = row.bytes() * 8.0 / row.transfer();
                tag(
                        "<circle class=\"sample\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>",
                        time.at(row.arrivedAt()), rates.at(measured));
            }
        }
        ChartPath line = new ChartPath();
        for (SecondRow row : every(report.seconds())) {
            if (row.throughput() > 0) {
                line.to(time.at(row.at()), rates.at(row.throughput()));
            }
        }
        tag("<path class=\"net\" d=\"%s\"/>", line);
    }

    private void buffers() {
        List<SecondRow> rows = every(report.seconds());
        if (rows.isEmpty()) {
            return;
        }
        ChartPath line = new ChartPath();
        ChartPath audio = new ChartPath();
        for (SecondRow row : rows) {
            line.to(time.at(row.at()), buffer.at(row.videoBuffer()));
            audio.to(time.at(row.at()), buffer.at(row.audioBuffer()));
        }
        tag(
                "<path class=\"bufferfill\" d=\"%sV%.1fH%.1fZ\"/>",
                line, BUFFER_BOTTOM, time.at(rows.get(0).at()));
        tag("<path class=\"buffer\" d=\"%s\"/>", line);
        if (hasAudio()) {
            tag("<path class=\"audio\" d=\"%s\"/>", audio);
        }
    }

    private boolean hasAudio() {
        return report.seconds().stream().anyMatch(row -> row.audioBuffer() > 0);
    }

    private void incidents() {
        for (Incident incident : every(report.incidents())) {
            String style = isDrop(incident) ? "mark" : "bad";
            tag(
                    "<path class=\"%s\" d=\"M%.1f %.1fm-5 -9h10l-5 9z\"><title>%s</title></path>",
                    style, time.at(incident.at()), RATES_TOP, Texts.escaped(incident.what()));
        }
    }

    private static boolean isDrop(Incident incident) {
        return incident.kind() == Incident.Kind.ABANDONED;
    }

    private static <T> List<T> every(List<T> rows) {
        int stride = rows.size() / MAX_POINTS + 1;
        if (stride == 1) {
            return rows;
        }
        List<T> kept = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += stride) {
            kept.add(rows.get(i));
        }
        return kept;
    }

    private void label(double x, double y, String anchor, String text) {
        tag("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private void tag(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
