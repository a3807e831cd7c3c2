package labwire.smtp.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.message.MessageView;
import labwire.smtp.queue.Attempt;
import labwire.smtp.queue.QueuedMessage;
import labwire.smtp.reply.EnhancedCode;
import org.junit.jupiter.api.Test;

/** Reports as they go out, against the files in {@code src/test/resources/labwire/smtp/dsn}. */
class StatusReportTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String MESSAGE =
            "From: <alice@lab>\r\nTo: <bob@example.com>\r\nSubject: greetings\r\n\r\nHello Bob,\r\nhow are you?\r\n";

    private static QueuedMessage message(Recipient... recipients) {
        SenderOptions options = new SenderOptions(
                BodyType.SEVEN_BIT,
                false,
                Optional.empty(),
                Optional.of("envelope-1"),
                false,
                Optional.empty(),
                Optional.empty());
        return new QueuedMessage(
                "m1",
                "s1",
                NOON.minus(Duration.ofHours(5)),
                new Envelope(Optional.of(MailAddress.of("alice@lab")), options, List.of(recipients)),
                MESSAGE.length());
    }

    private static StatusReport report(ReportedRecipient... recipients) {
        Recipient[] of =
                List.of(recipients).stream().map(ReportedRecipient::recipient).toArray(Recipient[]::new);
        return new StatusReport(
                "mail.lab", message(of), MailAddress.of("alice@lab"), List.of(recipients), NOON, "m1.dsn1");
    }

    private static ReportedRecipient recipient(String address, ReportAction action, String status, String diagnostic) {
        boolean replied = !diagnostic.startsWith("451 4.4");
        return new ReportedRecipient(
                new Recipient(MailAddress.of(address), DsnNotify.DEFAULT, Optional.of("rfc822;original-" + address)),
                action,
                EnhancedCode.of(status),
                Optional.of(new Attempt(NOON, "mx.example.com", EnhancedCode.of(status), diagnostic, replied)),
                action == ReportAction.DELAYED ? Optional.of(NOON.plus(Duration.ofDays(5))) : Optional.empty());
    }

    private static InputStream original() {
        return new ByteArrayInputStream(MESSAGE.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertIs(String file, byte[] report) throws IOException {
        try (InputStream golden = StatusReportTest.class.getResourceAsStream(file)) {
            assertThat(golden).as(file).isNotNull();
            String expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(new String(report, StandardCharsets.UTF_8).replace("\r\n", "\n"))
                    .isEqualTo(expected);
        }
        assertThat(new String(report, StandardCharsets.UTF_8).replace("\r\n", ""))
                .doesNotContain("\n", "\r");
        MessageView view = MessageView.of(report);
        assertThat(view.problem()).isEmpty();
        assertThat(view.parts()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void tellsOfFailuresAndGivesTheMessageBack() throws IOException {
        StatusReport report = report(
                recipient(
                        "bob@example.com",
                        ReportAction.FAILED,
                        "5.1.1",
                        "550 5.1.1 There is nobody of this name here, "
                                + "and there never was; please look at the address once more before you try again"),
                recipient("carol@example.com", ReportAction.FAILED, "5.4.7", "451 4.4.1 Connection refused"));
        assertThat(report.tellsOfFailure()).isTrue();
        assertIs("failed.eml", report.text(ReturnedText.whole(original())));
    }

    @Test
    void tellsOfDelayAndGivesTheHeaderBack() throws IOException {
        StatusReport report =
                report(recipient("bob@example.com", ReportAction.DELAYED, "4.2.0", "450 4.2.0 Grüße, später"));
        assertThat(report.tellsOfFailure()).isFalse();
        assertIs("delayed.eml", report.text(ReturnedText.header(original())));
    }

    @Test
    void tellsOfWhatWasPassedOn() throws IOException {
        StatusReport report = report(recipient("bob@example.com", ReportAction.RELAYED, "2.0.0", "250 2.0.0 taken"));
        assertIs("relayed.eml", report.text(ReturnedText.header(original())));
    }

    /** RFC 6533: addresses are given as they are, and whoever takes the report must take such addresses. */
    @Test
    void namesAddressesBeyondAsciiAndNeedsAServerThatTakesThem() throws IOException {
        StatusReport report =
                report(recipient("jürgen@bücher.example", ReportAction.FAILED, "5.1.1", "550 5.1.1 nobody"));
        byte[] text = report.text(ReturnedText.header(original()));
        assertThat(new String(text, StandardCharsets.UTF_8))
                .contains(
                        "Content-Type: multipart/report; report-type=global-delivery-status;",
                        "Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n",
                        "Final-Recipient: utf-8; jürgen@bücher.example\r\n",
                        "Content-Type: message/global-headers\r\n",
                        "  <jürgen@bücher.example>\r\n");
        assertThat(report.options(text).smtpUtf8()).isTrue();
        assertThat(report.options(text).body()).isEqualTo(BodyType.EIGHT_BIT_MIME);
        assertThat(MessageView.of(text).problem()).isEmpty();
    }

    @Test
    void returnsOnlySoMuchOfAnEndlessHeader() throws IOException {
        byte[] endless = ("X: " + "y".repeat(70) + "\r\n").repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        byte[] report = report(recipient("bob@example.com", ReportAction.RELAYED, "2.0.0", "250 ok"))
                .text(ReturnedText.header(new ByteArrayInputStream(endless)));
        assertThat(report).hasSizeBetween(60_000, 70_000);
    }
}
