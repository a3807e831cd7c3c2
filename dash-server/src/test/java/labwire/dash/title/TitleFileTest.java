package labwire.dash.title;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleFileTest {
    private static final Path DEMO = Path.of("../config/video/demo");

    @Test
    void readsTheDemo() throws Exception {
        TitleDescription demo = TitleFile.read(DEMO);
        assertThat(demo.media()).hasSize(6);
        assertThat(demo.subtitles())
                .extracting(TitleDescription.Subtitle::language)
                .containsExactly("en", "de");
        assertThat(demo.thumbnails().get(0).sheetMillis()).isEqualTo(5760);
        assertThat(demo.events().get(0).events()).hasSize(2);
    }

    @Test
    void writesWhatItReads() throws Exception {
        TitleDescription demo = TitleFile.read(DEMO);
        assertThat(TitleFile.parse(TitleFile.write(demo))).isEqualTo(demo);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "format": 2                                        | format: 2 (expected: 1)
            "titel": 1                                         | Unrecognized field "titel"
            "segmentMillis": 5                                 | segmentMillis: 5 (expected: 100 to 60000)
            "media": []                                        | media: how many: 0 (expected: 1 to 64)
            "media": [{"id": "v", "file": "../v.mp4"}]         | file: "../v.mp4" (expected:
            "media": [{"id": "v", "file": "/etc/passwd"}]      | file: "/etc/passwd" (expected:
            "media": [{"file": "v.mp4"}]                       | missing (expected:
            "media": [{"id": "by=time", "file": "v.mp4"}]      | id: "by=time" (expected: a letter
            "media": [{"id": "v", "file": "v.mp4", "language": "?"}] | language: "?" (expected: a tag
            "subtitles": [{"id": "v", "file": "v.vtt", "language": "en"}] | id: "v" twice
            "thumbnails": [{"id": "t", "files": ["t.jpg"], "columns": 100, "rows": 100, "tileWidth": 1, "tileHeight": 1, "tileMillis": 3600000}] | tileMillis × columns × rows: 36000000000 (expected: 1 to 86400000)
            "events": [{"scheme": "urn:x", "value": "", "timescale": 0}]  | timescale: 0 (expected: 1 to
            """)
    void refusesWithWhatWasFoundAndExpected(String change, String message) {
        String json = """
                {"format": 1, "title": "x", "segmentMillis": 2000, "media": [{"id": "v", "file": "v.mp4"}]}""";
        String key = change.substring(0, change.indexOf(':'));
        String changed = json.replaceFirst(key + ": (?:[^\\[,}]+|\\[.*\\])", "\"gone\": 0")
                .replace("\"gone\": 0", change)
                .replace(json, json.replaceFirst("\\{", "{" + change + ", "));
        assertThatThrownBy(() -> TitleFile.parse(changed.getBytes(UTF_8)))
                .isInstanceOf(TitleException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null | null (expected: an object)
            []   | title.json
            {    | title.json:1:
            {"format": 1, "format": 1} | Duplicate field 'format'
            """)
    void refusesWhatIsNoDescription(String json, String message) {
        assertThatThrownBy(() -> TitleFile.parse(json.getBytes(UTF_8)))
                .isInstanceOf(TitleException.class)
                .hasMessageContaining(message);
    }
}
