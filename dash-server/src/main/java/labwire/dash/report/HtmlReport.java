package labwire.dash.report;

import java.util.List;
import java.util.Locale;
import labwire.dash.report.SessionReport.Incident;
import labwire.dash.report.SessionReport.SegmentRow;

/** A report as one page: the chart, the figures, what went wrong, and every segment with its reason. No scripts. */
public final class HtmlReport {
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:15px/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;\
            margin:0 auto;max-width:1000px;padding:28px 20px 64px;background:#fff;color:#1f2328}
            h1{font-size:22px;margin:0 0 2px}h2{font-size:16px;margin:36px 0 8px}p{margin:0 0 20px;color:#59636e}
            svg{width:100%;height:auto;display:block;border:1px solid #d1d9e0;border-radius:8px}
            dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:14px 20px;margin:24px 0}
            dt{color:#59636e;font-size:13px}dd{margin:0;font-size:20px;font-weight:600;font-variant-numeric:tabular-nums}
            .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums;width:100%}
            th,td{text-align:right;padding:4px 10px;border-bottom:1px solid #d1d9e0;white-space:nowrap}
            th{color:#59636e;font-weight:500}.narrow{width:auto}.text{text-align:left}.reason{text-align:left;white-space:normal;min-width:300px}
            @media (prefers-color-scheme:dark){body{background:#0d1117;color:#f0f6fc}p,dt,th{color:#9198a1}
            svg,th,td{border-color:#3d444d}}
            """;

    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    /** A whole document of UTF-8 that needs no other file. */
    public static String of(SessionReport report) {
        HtmlReport page = new HtmlReport();
        page.head(report);
        page.html.append(SvgChart.of(report));
        page.figures(report);
        page.ladder(report);
        page.incidents(report.incidents());
        page.segments(report.segments());
        return page.html.append("</body>\n</html>\n").toString();
    }

    private void head(SessionReport report) {
        String ending = report.ending().isEmpty() ? "under way" : report.ending();
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>")
                .append(Texts.escaped(report.url()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>Playback session</h1>\n<p>")
                .append(Texts.escaped(report.url()))
                .append(report.live() ? ", live: " : ": ")
                .append(Texts.escaped(ending))
                .append("</p>\n");
    }

    private void figures(SessionReport report) {
        QualityFigures figures = report.figures();
        html.append("<dl>\n");
        figure("Mean bitrate", Texts.rate(figures.meanBitrate()));
        figure("Switches", figures.switchesUp() + " up, " + figures.switchesDown() + " down");
        figure("Mean switch", Texts.rate(figures.meanSwitch()));
        figure("Stalls", figures.stalls() == 0 ? "none" : figures.stalls() + ", " + Texts.seconds(figures.stalled()));
        figure("Rebuffer ratio", Texts.percent(figures.rebufferRatio()));
        figure("Start-up", figures.startUp() < 0 ? "never" : String.format(Locale.ROOT, "%.2f s", figures.startUp()));
        figure("Played", Texts.clock(figures.played()));
        figure("Mean throughput", Texts.throughput(figures.meanThroughput()));
        figure("Mean buffer", Texts.seconds(figures.meanBuffer()));
        figure("Received", Texts.bytes(figures.bytes()));
        figure("Abandoned", figures.abandonments() + ", " + Texts.bytes(figures.wastedBytes()));
        figure("Failed requests", String.valueOf(figures.failures()));
        figure("Flaws", String.valueOf(figures.flaws()));
        if (report.live()) {
            figure("Behind live", Texts.seconds(figures.meanLiveLatency()));
        }
        html.append("</dl>\n");
    }

    private void figure(String name, String value) {
        html.append("<div><dt>").append(name).append("</dt><dd>").append(value).append("</dd></div>\n");
    }

    private void ladder(SessionReport report) {
        List<Double> seconds = report.figures().secondsByRung();
        double all = seconds.stream().mapToDouble(Double::doubleValue).sum();
        html.append(
                "<h2>Rungs</h2>\n<table class=\"narrow\">\n<tr><th>Rung</th><th>Rate</th><th>Played</th><th>Share</th></tr>\n");
        for (int rung = Math.min(seconds.size(), report.rungs().size()) - 1; rung >= 0; rung--) {
            row(
                    String.valueOf(rung),
                    Texts.rate((double) report.rungs().get(rung)),
                    Texts.seconds(seconds.get(rung)),
                    Texts.percent(all > 0 ? seconds.get(rung) / all : 0));
        }
        html.append("</table>\n");
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(cell).append("</td>");
        }
        html.append("</tr>\n");
    }

    private void incidents(List<Incident> incidents) {
        if (incidents.isEmpty()) {
            return;
        }
        html.append("<h2>What went wrong</h2>\n<div class=\"scroll\"><table>\n"
                + "<tr><th>At</th><th class=\"text\">What</th><th class=\"text\"></th></tr>\n");
        for (Incident incident : incidents) {
            html.append(String.format(
                            Locale.ROOT,
                            "<tr><td>%.1f s</td><td class=\"text\">%s</td>",
                            incident.at(),
                            incident.kind().name().toLowerCase(Locale.ROOT)))
                    .append("<td class=\"reason\">")
                    .append(Texts.escaped(incident.what()))
                    .append("</td></tr>\n");
        }
        html.append("</table></div>\n");
    }

    private void segments(List<SegmentRow> segments) {
        html.append(
                "<h2>Segments</h2>\n<div class=\"scroll\"><table>\n<tr><th>Arrived</th><th class=\"text\">Medium</th>"
                        + "<th>Segment</th><th>Rung</th><th>Rate</th><th>Size</th><th>Latency</th><th>Transfer</th>"
                        + "<th>Buffer</th><th class=\"text\">Why</th></tr>\n");
        for (SegmentRow row : segments) {
            html.append(String.format(Locale.ROOT, "<tr><td>%.1f s</td>", row.arrivedAt()))
                    .append("<td class=\"text\">")
                    .append(row.medium().name().toLowerCase(Locale.ROOT))
                    .append("</td>");
            cells(
                    String.valueOf(row.segment()),
                    String.valueOf(row.rung()),
                    row.bitsPerSecond() > 0 ? Texts.rate((double) row.bitsPerSecond()) : "",
                    Texts.bytes(row.bytes()),
                    String.format(Locale.ROOT, "%.0f ms", row.latency() * 1000),
                    String.format(Locale.ROOT, "%.0f ms", row.transfer() * 1000),
                    Texts.seconds(row.buffer()));
            html.append("<td class=\"reason\">")
                    .append(Texts.escaped(row.reason()))
                    .append("</td></tr>\n");
        }
        html.append("</table></div>\n");
    }

    private void cells(String... cells) {
        for (String cell : cells) {
            html.append("<td>").append(cell).append("</td>");
        }
    }
}
