package labwire.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples that come with the MPD's schema: read, written, read again, and still valid. */
class DashSchemaTest {
    @Test
    void examplesAreTheSameAfterARoundTrip() throws Exception {
        for (Path example : examples()) {
            Mpd mpd = MpdReader.read(Files.readAllBytes(example));
            byte[] written = MpdWriter.write(mpd);

            assertThat(MpdReader.read(written)).as(example.toString()).isEqualTo(mpd);
            assertThat(MpdWriter.write(MpdReader.read(written))).isEqualTo(written);
        }
    }

    @Test
    void examplesAreValidAfterARoundTrip() throws Exception {
        MpdSchema schema = MpdSchema.available();
        for (Path example : examples()) {
            byte[] original = Files.readAllBytes(example);
            List<String> before = schema.problems(original);
            assertThat(schema.problems(MpdWriter.write(MpdReader.read(original))))
                    .as(example.toString())
                    .hasSameSizeAs(before);
        }
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(MpdSchema.folder())) {
            List<Path> examples = files.filter(file -> file.toString().endsWith(".mpd"))
                    .sorted()
                    .toList();
            assertThat(examples).hasSizeGreaterThan(20);
            return examples;
        }
    }
}
