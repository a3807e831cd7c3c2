package labwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import labwire.dash.report.SessionReport;
import labwire.gateway.lab.MailBurst;
import labwire.gateway.mail.MailFilter;
import labwire.gateway.play.PlaySettings;
import labwire.smtp.session.TlsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabExtensionTest {
    @RegisterExtension
    final LabExtension lab = LabExtension.of(Path.of("../config/lab.yaml")).withSeed(7);

    @Test
    void anHourOfSilenceDoesNotAgeTheRouteToMail() {
        lab.lab().time().runFor(Duration.ofHours(1));
        var ping = lab.lab().exec("pc1", "ping -c 1 mail");
        assertThat(ping.accepted()).isTrue();
        assertThat(ping.output()).contains("1 received");
    }

    @Test
    void mailThatArrivesInTheLabCanBeAwaitedAndTakenApart() {
        var burst = MailBurst.start(lab.lab(), "pc1", "mail", 2, TlsMode.STARTTLS);
        ReceivedMail second =
                lab.awaitMail("mail", MailFilter.to("recipient@*").withSubject("message 2"), Duration.ofMinutes(1));
        assertThat(second.from()).isEqualTo("sender2@pc1.labwire.test");
        assertThat(second.text()).isEqualTo("This is message 2.\r\n");
        lab.lab().await(burst);
        assertThat(lab.messages("mail")).hasSize(2);
        assertThatThrownBy(() -> lab.single("mail", "*")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> lab.awaitMail("mail", MailFilter.to("nobody@*"), Duration.ofMinutes(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no such message at mail after PT1M; there are [");
    }

    @Test
    void aPlaybackIsReported() {
        SessionReport report = lab.play(
                "pc1",
                PlaySettings.of(
                        "http://video:8080/demo/manifest.mpd",
                        PlaySettings.DEFAULT_RULE,
                        Duration.ofSeconds(4),
                        PlaySettings.DEFAULT_BUFFER),
                Duration.ofMinutes(1));
        assertThat(report.complete()).isTrue();
        assertThat(report.stalls()).isEmpty();
        assertThat(report.segments()).isNotEmpty();
    }
}
