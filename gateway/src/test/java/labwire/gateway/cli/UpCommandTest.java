package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} in a process of its own, where it ends by itself. */
class UpCommandTest {
    private static final String SCENARIO = "config/scenarios/mail.scenario";

    @TempDir
    Path folder;

    @Test
    void aVirtualLabRunsTheScenarioOfTheReadmeAndEnds() throws Exception {
        LabProcess.Outcome outcome = LabProcess.run(
                List.of("up", "--virtual", "--seed", "7", "--scenario", SCENARIO, LabProcess.LAB_FILE.toString()));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("in virtual time, seed 7", "mail at mail: 20", "met)");
    }

    @Test
    void aVirtualLabWithoutAScenarioIsRefused() throws Exception {
        LabProcess.Outcome outcome = LabProcess.run(List.of("up", "--virtual", LabProcess.LAB_FILE.toString()));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output()).contains("--virtual without --scenario (expected: --scenario FILE");
    }

    @Test
    void aMissingLabFileIsNamed() throws Exception {
        String missing = folder.resolve("nowhere.yaml").toString();
        LabProcess.Outcome outcome =
                LabProcess.run(List.of("up", "--data", folder.resolve("data").toString(), missing));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output())
                .contains(missing + ", which does not exist")
                .doesNotContain("Exception");
    }

    @Test
    void anUnknownOptionIsRefusedWithTheUsage() throws Exception {
        LabProcess.Outcome outcome = LabProcess.run(List.of("up", "--frobnicate"));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output()).contains("Unknown option: '--frobnicate'", "Usage: labwire up");
    }
}
