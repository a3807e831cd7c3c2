package labwire.dash.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import labwire.dash.GoldenFile;
import labwire.dash.session.PlayerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    private static SessionReport report() {
        SessionRecorder recorder = new SessionRecorder();
        TestSession.events().forEach(recorder);
        return recorder.report();
    }

    @Test
    void areAsTheyWere(@TempDir Path folder) throws IOException {
        List<Path> files = ReportFiles.write(report(), folder.resolve("new/folder"));
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("report.html", "chart.svg", "report.json", "segments.csv", "seconds.csv");
        for (Path file : files) {
            GoldenFile.assertMatches("report/" + file.getFileName(), Files.readString(file));
        }
    }

    @Test
    void areTheSameBytesForTheSameEvents() {
        assertThat(HtmlReport.of(report())).isEqualTo(HtmlReport.of(report()));
        assertThat(JsonReport.of(report())).isEqualTo(JsonReport.of(report()));
    }

    @Test
    void theChartIsXmlWithoutScriptsAndThePageQuotesWhatServersSay() throws Exception {
        SessionRecorder recorder = new SessionRecorder();
        TestSession.events().forEach(recorder);
        recorder.accept(new PlayerEvent.ManifestRead(
                TestSession.ms(12_000),
                "http://x/<script>alert(1)</script>\u0001&\"'",
                true,
                TestSession.ms(0),
                List.of()));
        String chart = SvgChart.of(recorder.report());
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.getBytes(StandardCharsets.UTF_8)));
        assertThat(chart).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(HtmlReport.of(recorder.report())).doesNotContain("<script").contains("503 Service Unavailable");
    }

    @Test
    void jsonHasTheFiguresByName() throws IOException {
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(report()));
        assertThat(json.at("/figures/meanBitrate").asDouble()).isEqualTo(520_000);
        assertThat(json.at("/figures/startUp").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/segments/0/medium").asText()).isEqualTo("VIDEO");
        assertThat(json.at("/incidents/0/kind").asText()).isEqualTo("ABANDONED");
    }

    @Test
    void csvQuotesReasons() {
        assertThat(CsvReport.segments(report())).contains(",\"buffer 2.5 s, so \"\"why not\"\"\"\n");
        assertThat(CsvReport.segments(report()).lines()).hasSize(7);
    }
}
