package labwire.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import labwire.gateway.lab.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioRunTest {
    private static final Path LAB = Path.of("../config/lab.yaml");

    @TempDir
    Path folder;

    private record Outcome(boolean met, String output) {}

    private static Outcome run(Path scenario, long seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean met = ScenarioRun.run(
                LAB, scenario, seed, new PrintStream(bytes, true, StandardCharsets.UTF_8), Optional.empty());
        return new Outcome(met, bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theShippedScenarioMeetsItsExpectationsAndTheSameSeedPrintsTheSame() {
        Path shipped = Path.of("../config/scenarios/mail.scenario");
        Outcome first = run(shipped, 7);

        assertThat(first.met()).as(first.output()).isTrue();
        assertThat(first.output()).contains("mail at mail: 20 (expected: 20 by 60000 ms, met)", "Root ");
        assertThat(run(shipped, 7).output()).isEqualTo(first.output());
    }

    @Test
    void anExpectationThatIsNotMetIsToldAndFailsTheRun() throws IOException {
        Path scenario = Files.writeString(
                folder.resolve("x.scenario"), "at 1s mail 2 from pc1 to mail plain\nexpect 20s mail 3 at mail\n");
        Outcome outcome = run(scenario, 1);

        assertThat(outcome.met()).isFalse();
        assertThat(outcome.output()).contains("mail at mail: 2 (expected: 3 by 20000 ms, NOT MET)");
    }

    @Test
    void sessionsArePlayedReportedAndExpected() throws IOException {
        Path scenario = Files.writeString(folder.resolve("x.scenario"), """
                at 1s play https://video:8443/demo/manifest.mpd on pc1 rule throughput for 5s
                at 2s play http://video:8080/nothing/manifest.mpd on pc2
                expect 1min play on pc1
                expect 1min play on pc2
                """);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Path reports = folder.resolve("reports");

        assertThat(ScenarioRun.run(LAB, scenario, 1, out, Optional.of(reports))).isFalse();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("play on pc1: 1 complete (expected: 1 by 60000 ms, met)")
                .contains("play on pc2: 0 complete (expected: 1 by 60000 ms, NOT MET)");
        assertThat(reports.resolve("pc1/report.html")).isNotEmptyFile();
        assertThat(reports.resolve("pc2/report.json")).content().contains("404");
    }

    @Test
    void captureWritesAPcapngFile() throws IOException {
        Path pcap = folder.resolve("pc1.pcapng");
        Path scenario = Files.writeString(
                folder.resolve("x.scenario"), "capture pc1:eth1 " + pcap + "\nat 1s exec pc1 ping -c 1 mail\n");
        assertThat(run(scenario, 1).output()).contains("1 received");
        assertThat(Files.size(pcap)).isGreaterThan(2 * 98);
    }

    @Test
    void namesThatTheLabDoesNotHaveAreToldBeforeAnythingRuns() throws IOException {
        Path scenario = Files.writeString(folder.resolve("x.scenario"), """
                capture nobody:eth1 x.pcap
                at 1s exec R7 show clock
                at 1s link SW1:Gi9/9 cut
                at 1s link SW1:Gi0/1 rate fast
                at 1s mail 1 from R1 to mail plain
                at 1s mail 1 from pc1 to pc2 plain
                expect 1s mail 1 at pc1
                at 1s play http://video:8080/demo/manifest.mpd on SW1
                expect 1s play on pc2
                """);
        assertThatThrownBy(() -> run(scenario, 1))
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll(
                        scenario + ":1: nobody:eth1 (expected: NODE:PORT of the lab)",
                        scenario + ":2: R7 (expected: a node of the lab)",
                        scenario + ":3: SW1:Gi9/9 (expected: NODE:PORT of the lab)",
                        scenario + ":4: ",
                        scenario + ":5: R1 (expected: a host of the lab)",
                        scenario + ":6: pc2 (expected: a host with a mail server)",
                        scenario + ":7: pc1 (expected: a host with a mail server)",
                        scenario + ":8: SW1 (expected: a host of the lab)",
                        scenario + ":9: pc2 (expected: a node of a play line)");
    }
}
