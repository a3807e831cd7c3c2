package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveredReportsTest {

    @TempDir
    Path folder;

    private TestMailSystem mail;

    @BeforeEach
    void start() throws Exception {
        mail = new TestMailSystem(folder, MailSettings.DEFAULTS);
    }

    @AfterEach
    void stop() throws Exception {
        mail.close();
    }

    private void send(String sender, String... recipients) throws Exception {
        try (SmtpTestClient client = new SmtpTestClient(
                Objects.requireNonNull(mail.system().addresses().get("smtp")))) {
            client.expect("220").say("EHLO client.example").expect("250");
            client.say("MAIL FROM:<" + sender + ">").expect("250");
            for (String recipient : recipients) {
                client.say("RCPT TO:" + recipient).expect("250");
            }
            client.say("DATA").expect("354");
            client.say("Subject: hello\r\n\r\ntext\r\n.").expect("250");
            client.say("QUIT").expect("221");
        }
    }

    private static boolean isReport(MailSummary message) {
        return message.envelope().sender().isEmpty();
    }

    @Test
    void aSenderWhoAskedIsToldOfTheRecipientsItAskedFor() throws Exception {
        send(
                "alice@example.com",
                "<bob@example.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;robert@example.com",
                "<carol@example.com>");

        MailSummary report = mail.await(DeliveredReportsTest::isReport);
        assertThat(report.envelope().addresses()).hasToString("[alice@example.com]");
        assertThat(report.subject()).isEqualTo("Your message was delivered");
        assertThat(mail.content(report))
                .contains("Original-Recipient: rfc822; robert@example.com")
                .contains("Final-Recipient: rfc822; bob@example.com")
                .contains("Action: delivered")
                .contains("Status: 2.1.5")
                .contains("Subject: hello")
                .doesNotContain("carol@example.com");
    }

    @Test
    void neitherABounceNorAReportNorOneWhoDidNotAskIsAnswered() throws Exception {
        send("", "<bob@example.com> NOTIFY=SUCCESS");
        send("alice@example.com", "<bob@example.com>");
        send("dave@example.com", "<bob@example.com> NOTIFY=SUCCESS");

        mail.await(message ->
                isReport(message) && message.envelope().addresses().toString().contains("dave@example.com"));
        assertThat(mail.system().store().list(100)).hasSize(4);
    }
}
