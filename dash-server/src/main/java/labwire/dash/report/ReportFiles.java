package labwire.dash.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All forms of a report, in a folder. */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * Writes {@code report.html}, {@code chart.svg}, {@code report.json}, {@code segments.csv} and {@code seconds.csv},
     * over older ones. Blocks.
     *
     * @param folder made if it is not there
     * @return the files written, the page first
     */
    public static List<Path> write(SessionReport report, Path folder) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("report.html", HtmlReport.of(report));
        files.put("chart.svg", SvgChart.of(report));
        files.put("report.json", JsonReport.of(report));
        files.put("segments.csv", CsvReport.segments(report));
        files.put("seconds.csv", CsvReport.seconds(report));
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
        }
        return files.keySet().stream().map(folder::resolve).toList();
    }
}
