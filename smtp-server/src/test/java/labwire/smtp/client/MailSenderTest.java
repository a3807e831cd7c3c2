package labwire.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import labwire.smtp.TestMailServer;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.TlsMode;
import labwire.smtp.store.MailSummary;
import labwire.tls.ClientTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sender against our server and against GreenMail; and our server under angus-mail. */
class MailSenderTest {

    private static final Envelope ENVELOPE = Envelope.of("alice@example.com", "bob@example.com", "carol@example.com");
    private static final byte[] MESSAGE =
            "Subject: greetings\n\n.dotted\nlast line without its end".getBytes(StandardCharsets.US_ASCII);

    private TestMailServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestMailServer(new SimulatedDisk(), SmtpLimits.DEFAULTS.withMaxRecipients(2));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Bootstrap network() {
        return new Bootstrap().group(server.loops()).channel(NioSocketChannel.class);
    }

    private SendReport send(MailSender sender, SocketAddress address, Envelope envelope) throws Exception {
        return sender.send(network(), address, envelope, MESSAGE).get(20, TimeUnit.SECONDS);
    }

    private MailSender secure(TlsMode mode, String name) {
        ClientTls tls = ClientTls.trusting(server.caCertificate(), InstantSource.system(), new SecureRandom());
        return MailSender.secure("pc1.lab", mode, tls, name, 25, Runnable::run);
    }

    private void assertKept(boolean overTls) throws IOException {
        List<MailSummary> kept = server.store().list(10);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).envelope()).isEqualTo(ENVELOPE);
        assertThat(kept.get(0).tls().isPresent()).isEqualTo(overTls);
        assertThat(server.content(kept.get(0).id()))
                .endsWith("Subject: greetings\r\n\r\n.dotted\r\nlast line without its end\r\n");
    }

    @Test
    void sendsInPlainText() throws Exception {
        assertThat(send(MailSender.plain("pc1.lab"), server.address(), ENVELOPE).isComplete())
                .isTrue();
        assertKept(false);
    }

    @Test
    void sendsByStartTls() throws Exception {
        SendReport report = send(secure(TlsMode.STARTTLS, "localhost"), server.address(), ENVELOPE);
        assertThat(report.isComplete()).isTrue();
        assertKept(true);
    }

    @Test
    void sendsByImplicitTls() throws Exception {
        SendReport report = send(secure(TlsMode.IMPLICIT, "localhost"), server.tlsAddress(), ENVELOPE);
        assertThat(report.isComplete()).isTrue();
        assertKept(true);
    }

    @Test
    void sendsNothingToAServerOfAnotherName() throws Exception {
        Future<SendReport> report =
                secure(TlsMode.STARTTLS, "other.lab").send(network(), server.address(), ENVELOPE, MESSAGE);
        assertThat(report.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(report.cause()).isInstanceOf(SSLException.class);
        assertThat(server.store().list(1)).isEmpty();
    }

    @Test
    void tellsWhichRecipientsWereRefused() throws Exception {
        Envelope three = Envelope.of("a@lab", "one@lab", "two@lab", "three@lab");
        SendReport report = send(MailSender.plain("pc1.lab"), server.address(), three);
        assertThat(report.reply().code()).isEqualTo(250);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.refused())
                .extracting(SendReport.RefusedRecipient::recipient)
                .containsExactly(MailAddress.of("three@lab"));
        assertThat(report.refused().get(0).reply().code()).isEqualTo(452);
    }

    @Test
    void sendsToGreenMail() throws Exception {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        GreenMail peer = new GreenMail(setup);
        peer.start();
        try {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                    peer.getSmtp().getPort());
            SendReport report = send(MailSender.plain("pc1.lab"), address, ENVELOPE);
            assertThat(report.isComplete()).as("%s", report).isTrue();
            assertThat(peer.waitForIncomingEmail(10_000, 2)).isTrue();
            assertThat(GreenMailUtil.getBody(peer.getReceivedMessages()[0])).contains(".dotted");
        } finally {
            peer.stop();
        }
    }

    @Test
    void refusesToSpeakPlainTextWhereStartTlsIsWantedAndNotOffered() throws Exception {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        GreenMail peer = new GreenMail(setup);
        peer.start();
        try {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                    peer.getSmtp().getPort());
            Future<SendReport> report =
                    secure(TlsMode.STARTTLS, "localhost").send(network(), address, ENVELOPE, MESSAGE);
            assertThat(report.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(report.cause()).isInstanceOf(SenderException.class).hasMessageContaining("STARTTLS");
        } finally {
            peer.stop();
        }
    }

    @Test
    void failsWhereNobodyListens() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            free = probe.getLocalPort();
        }
        Future<SendReport> report =
                MailSender.plain("pc1.lab").send(network(), new InetSocketAddress(loopback, free), ENVELOPE, MESSAGE);
        assertThat(report.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(report.cause()).isInstanceOf(IOException.class);
    }

    @Test
    void angusMailSendsByStartTls() throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(server.address().getPort()));
        settings.put("mail.smtp.starttls.required", "true");
        settings.put("mail.smtp.ssl.trust", "*");
        settings.put("mail.smtp.ssl.checkserveridentity", "false");
        settings.put("mail.smtp.localhost", "pc2.lab");
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("alice@example.com"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("bob@example.com"));
        message.setSubject("Grüße aus dem Labor", "UTF-8");
        message.setText("Schöne Grüße\n.\nund Ende\n", "UTF-8");
        Transport.send(message);

        List<MailSummary> kept = server.store().list(10);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).subject()).isEqualTo("Grüße aus dem Labor");
        assertThat(kept.get(0).tls()).isPresent();
    }
}
