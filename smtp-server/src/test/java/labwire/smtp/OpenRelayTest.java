package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import labwire.smtp.relay.RelaySettings;
import labwire.smtp.session.SmtpLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under the policy <em>domains</em>, nobody relays through the server who has not logged in: nmap tries its tricks. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class OpenRelayTest {

    @TempDir
    Path folder;

    private TestMailSystem server;

    @BeforeEach
    void start() throws Exception {
        // More errors than it makes, so that it may try all of them.
        server = new TestMailSystem(
                folder, TestMailSystem.domains(RelaySettings.DEFAULTS, SmtpLimits.DEFAULTS.withMaxErrors(100)));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "submission"})
    void nmapFindsNothingOpen(String listener) throws Exception {
        int port = server.port(listener);
        // The plus sign: at any port.
        var outcome = ExternalProgram.run(
                folder,
                "",
                50,
                List.of(
                        "nmap",
                        "-n",
                        "-Pn",
                        "-sT",
                        "-v",
                        "-p",
                        String.valueOf(port),
                        "--script",
                        "+smtp-open-relay,+smtp-commands",
                        "--script-args",
                        "smtp-open-relay.domain=elsewhere.test",
                        "127.0.0.1"));
        assertThat(outcome.exitStatus()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains(port + "/tcp open", "smtp-commands: ")
                .doesNotContain("is an open relay");
        if (listener.equals("smtp")) {
            assertThat(outcome.output()).contains("Server doesn't seem to be an open relay, all tests failed");
        }
        assertThat(server.system().store().list(1)).isEmpty();
        assertThat(server.system().queue().size()).isZero();
        assertThat(server.system().sessions().list(10)).isNotEmpty();
    }
}
