package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The video server and the player without a lab, on this machine's own network. */
class VideoServeTest {
    @TempDir
    Path folder;

    @Test
    void servesAFolderUntilItIsToldToEndAndIsPlayed() throws Exception {
        Path data = folder.resolve("data");
        Path log = folder.resolve("access.log");
        Process server = LabProcess.begin(List.of(
                "video",
                "serve",
                "config/video",
                "--port",
                "0",
                "--https-port",
                "0",
                "--access-log",
                log.toString(),
                "--data",
                data.toString()));
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            String http = output.readLine();
            assertThat(http).startsWith("Serving http://127.0.0.1:");
            String manifest = output.readLine().strip();
            assertThat(manifest).endsWith("/demo/manifest.mpd");
            String https = output.readLine();
            assertThat(https).startsWith("Serving https://127.0.0.1:");
            assertThat(output.readLine()).isEqualTo("End with Ctrl-C");

            LabProcess.Outcome plain = play(manifest, data);
            assertThat(plain.status()).as(plain.output()).isZero();
            LabProcess.Outcome secure = play(https.substring("Serving ".length()) + "live/demo/manifest.mpd", data);
            assertThat(secure.status()).as(secure.output()).isZero();
            assertThat(log).content().contains("GET /demo/manifest.mpd HTTP/1.1", "GET /live/demo/manifest.mpd");

            server.toHandle().destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(output.lines().toList()).isEmpty();
        } finally {
            server.destroyForcibly();
        }
    }

    private static LabProcess.Outcome play(String url, Path data) throws Exception {
        return LabProcess.run(
                List.of("play", url, "--duration", "1s", "--rule", "throughput", "--data", data.toString()));
    }

    @Test
    void aFolderThatIsNoneIsNamed() throws Exception {
        LabProcess.Outcome outcome = LabProcess.run(
                List.of("video", "serve", folder.resolve("nowhere").toString()));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output()).contains("nowhere (expected: a folder)");
    }

    @Test
    void aPortThatIsNoneIsNamed() throws Exception {
        LabProcess.Outcome outcome = LabProcess.run(List.of("video", "serve", "config/video", "--port", "99999"));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output())
                .contains("port: 99999 (expected: 0 to 65535)")
                .doesNotContain("\tat ");
    }

    @Test
    void whatCouldNotBeginIsNotReported() throws Exception {
        LabProcess.Outcome outcome = LabProcess.run(List.of(
                "play",
                "http://video:8080/demo/manifest.mpd",
                "--on",
                "pc1",
                "--data",
                folder.resolve("none").toString(),
                "--report",
                folder.resolve("report").toString()));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("no lab runs").doesNotContain("bitrate");
        assertThat(folder.resolve("report")).doesNotExist();
    }
}
