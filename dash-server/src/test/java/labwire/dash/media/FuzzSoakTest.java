package labwire.dash.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import labwire.dash.FuzzRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("soak")
final class FuzzSoakTest {
    private static final Path SEEDS = Path.of(
            "src/test/resources/labwire/dash/media/BoxFuzzTestInputs/anyFileIsReadOrRefused");

    @TempDir
    private Path work;

    @Test
    void tenMinutesOfJazzerFindNoFileThatBreaksTheParser() throws Exception {
        assertThat(FuzzRun.run(BoxFuzzTest.class, SEEDS.toAbsolutePath(), work, Duration.ofMinutes(10)))
                .contains("Done");
    }
}
