package labwire.smtp.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.reply.SmtpReply;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final MailAddress BOB = MailAddress.of("bob@example.com");
    private static final SmtpReply OK = SmtpReply.of(250, "2.0.0", "Ok");

    /** One of each kind, as a mail's way through the server has them. */
    static final List<MailEvent> WAY = List.of(
            new MailEvent.SessionOpened("s1", "smtp", "192.0.2.1", 25),
            new MailEvent.Secured("s1", "TLSv1.3", "TLS_AES_128_GCM_SHA256"),
            new MailEvent.AuthenticationFailed("s1", "smtp", "PLAIN", "wrong secret"),
            new MailEvent.Authenticated("s1", "smtp", "PLAIN", "alice"),
            new MailEvent.Refused("s1", "rcpt", SmtpReply.of(550, "5.1.1", "No \"such\" mailbox")),
            new MailEvent.Accepted("s1", "m1", "alice@example.com", 2, 2_048),
            new MailEvent.Filed("s1", "m1", "carol@lab"),
            new MailEvent.Queued("s1", "m1", 1),
            new MailEvent.Deferred("s1", "m1", BOB, "mx.example.com", "451 Later", Duration.ofMinutes(5)),
            new MailEvent.Relayed("s1", "m1", BOB, "mx.example.com", OK),
            new MailEvent.Failed("s1", "m1", BOB, "550 No"),
            new MailEvent.Bounced("s1", "m1", Optional.of("m2")),
            new MailEvent.SessionClosed("s1", "smtp", "quit", Duration.ofMillis(1_500)),
            new MailEvent.Deleted("s2", "carol@lab", 3));

    @Test
    void eachEventIsALineOfJsonWithTheSessionsId() {
        List<String> lines = new ArrayList<>();
        EventLog log = new EventLog(() -> NOW, lines::add);
        WAY.forEach(log::event);

        assertThat(lines)
                .hasSameSizeAs(WAY)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("{\"time\":\"2026-01-01T00:00:00Z\",\"session\":\"s")
                        .contains("\"event\":\"")
                        .endsWith("}")
                        .doesNotContain("\n"));
        assertThat(lines.get(4))
                .endsWith("\"event\":\"refused\",\"stage\":\"rcpt\","
                        + "\"reply\":\"550 5.1.1 No \\\"such\\\" mailbox\"}");
        assertThat(lines.get(5))
                .endsWith("\"event\":\"accepted\",\"message\":\"m1\","
                        + "\"sender\":\"alice@example.com\",\"recipients\":2,\"bytes\":2048}");
        assertThat(lines.get(8)).contains("\"again-seconds\":300");
    }

    @Test
    void aLineCannotBeForgedByWhatAClientSays() {
        List<String> lines = new ArrayList<>();
        new EventLog(() -> NOW, lines::add)
                .event(new MailEvent.Accepted("s1", "m1", "x\r\n{\"event\":\"accepted\"}", 1, 1));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("x\\r\\n{\\\"event\\\"").doesNotContain("\n");
    }

    @Test
    void countersTellWhatHappened() {
        MailMeters meters = new MailMeters(() -> NOW);
        WAY.forEach(meters::event);
        meters.event(new MailEvent.SessionOpened("s3", "pop3", "192.0.2.1", 110));

        assertThat(meters.scrape())
                .contains("labwire_mail_sessions_total{protocol=\"smtp\"} 1.0")
                .contains("labwire_mail_sessions_open{protocol=\"smtp\"} 0.0")
                .contains("labwire_mail_sessions_open{protocol=\"pop3\"} 1.0")
                .contains("labwire_mail_refusals_total{code=\"550\",stage=\"rcpt\"} 1.0")
                .contains("labwire_mail_authentications_total{protocol=\"smtp\",result=\"failure\"} 1.0")
                .contains("labwire_mail_accepted_total 1.0")
                .contains("labwire_mail_accepted_bytes_total 2048.0")
                .contains("labwire_mail_relayed_total 1.0")
                .contains("labwire_mail_deleted_total 3.0");
    }
}
