package labwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mail server as a test of an application would use it, with a real mail client. */
class MailServerExtensionTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final MailServerExtension mail = MailServerExtension.capturing();

    /** What an application does, by STARTTLS, which it insists on and verifies. */
    private static void send(String to, String subject, String html) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", mail.submission().getHostString());
        properties.put("mail.smtp.port", Integer.toString(mail.submission().getPort()));
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.socketFactory", mail.sslContext().getSocketFactory());
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("shop@example.com"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject);
        message.setContent(html, "text/html; charset=utf-8");
        Transport.send(message);
    }

    @Test
    void whatArrivedCanBeAwaitedAndTakenApart() throws Exception {
        send(
                "alice@example.org",
                "Your code",
                "<a href=\"https://example.com/v?a=1&amp;b=2\">Or</a> code <b>482913</b>");
        ReceivedMail received = mail.awaitMail("alice@*", "^Your", LIMIT);
        assertThat(received.from()).isEqualTo("shop@example.com");
        assertThat(received.to()).containsExactly("alice@example.org");
        assertThat(received.subject()).isEqualTo("Your code");
        assertThat(received.header("mime-version")).isEqualTo("1.0");
        assertThat(received.links()).containsExactly("https://example.com/v?a=1&b=2");
        assertThat(received.codes()).containsExactly("482913");
        assertThat(received.html()).contains("<b>482913</b>");
        assertThat(received.part(1)).asString(StandardCharsets.UTF_8).isEqualTo(received.html());
        assertThat(received.summary().tls())
                .hasValueSatisfying(tls -> assertThat(tls).startsWith("TLSv1.3"));
        assertThat(mail.messages()).hasSize(1);
        assertThat(mail.single("alice@example.org").id()).isEqualTo(received.id());
    }

    @Test
    void aTestSeesNothingOfAnotherOnes() throws Exception {
        assertThat(mail.messages()).isEmpty();
        assertThat(mail.faults().rules()).isEmpty();
        send("bob@example.org", "first", "x");
        send("bob@example.org", "second", "x");
        assertThat(mail.messages("bob@example.org"))
                .extracting(ReceivedMail::subject)
                .containsExactly("first", "second");
        assertThatThrownBy(() -> mail.single("bob@example.org"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("messages to bob@example.org: 2 (expected: 1)");
        mail.clear();
        assertThat(mail.messages()).isEmpty();
    }

    @Test
    void whatDoesNotArriveIsSaid() {
        assertThatThrownBy(() -> mail.awaitMail("nobody@example.org", Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no such message after PT0.02S; there are []");
    }

    @Test
    void misbehavesWhenAskedTo() throws Exception {
        mail.fault("stage=rcpt,address=full@*,first=1,reply=452 4.2.2 Mailbox full");
        assertThatThrownBy(() -> send("full@example.org", "s", "x")).isInstanceOf(SendFailedException.class);
        assertThat(mail.messages()).isEmpty();
        send("full@example.org", "s", "x");
        assertThat(mail.single("full@example.org").subject()).isEqualTo("s");
    }

    @Test
    void mailCanBeReadByPop3() throws Exception {
        send("carol@example.org", "to be read", "hello");
        mail.awaitMail("carol@example.org", LIMIT);
        Properties properties = new Properties();
        properties.put("mail.pop3s.ssl.socketFactory", mail.sslContext().getSocketFactory());
        properties.put("mail.pop3s.ssl.checkserveridentity", "true");
        try (Store store = Session.getInstance(properties).getStore("pop3s")) {
            store.connect("localhost", mail.pop3s().getPort(), "carol@example.org", "any");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessageCount()).isEqualTo(1);
                ByteArrayOutputStream octets = new ByteArrayOutputStream();
                inbox.getMessage(1).writeTo(octets);
                assertThat(octets.toString(StandardCharsets.UTF_8)).contains("Subject: to be read", "hello");
            }
        }
    }
}
