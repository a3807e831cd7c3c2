package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.smtp.session.TlsMode;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.ServerTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on real sockets. */
class MailServerTest {

    @TempDir
    Path folder;

    private TestMailServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestMailServer(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theSessionOfBeforeIsForgottenAfterTheHandshake() throws Exception {
        try (SmtpTestClient client = new SmtpTestClient(server.address())) {
            client.expect("220 ").say("EHLO before.lab").expect("250 ");
            client.say("MAIL FROM:<evil@example.com>").expect("250 ");
            client.say("RCPT TO:<b@example.com>").expect("250 ");
            client.say("STARTTLS").expect("220 2.0.0 Ready for the TLS handshake");
            client.startHandshake(server.caCertificate());
            client.say("DATA").expect("503 5.5.1 Say HELO or EHLO first");
            client.say("EHLO after.lab").expect("250 ");
            client.say("STARTTLS").expect("503 5.5.1 TLS is already in use");
            client.say("DATA").expect("503 5.5.1 Say MAIL FROM first");
            client.say("QUIT").expect("221 ").expectEnd();
        }
        assertThat(server.store().list(1)).isEmpty();
    }

    @Test
    void plainTextBehindStartTlsIsNeverTakenForACommand() throws Exception {
        try (SmtpTestClient client = new SmtpTestClient(server.address())) {
            client.expect("220 ").say("EHLO pc1.lab").expect("250 ");
            client.say("STARTTLS\r\nRSET").expect("421 4.7.0 ").expectEnd();
        }
        try (SmtpTestClient client = new SmtpTestClient(server.address())) {
            client.expect("220 ").say("EHLO pc1.lab").expect("250 ");
            client.say("STARTTLS").expect("220 ");
            client.say("RSET").expectNoReply();
        }
    }

    @Test
    void aPipedDialogueIsAnsweredThoughTheClientShutsItsSide() throws Exception {
        try (SmtpTestClient client = new SmtpTestClient(server.address())) {
            client.say("HELO pc1.lab\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nhello\r\n.");
            client.shutdownOutput();
            client.expect("220 ").expect("250 ").expect("250 ").expect("250 ").expect("354 ");
            client.expect("250 2.0.0 Ok, kept as ").expectEnd();
        }
        assertThat(server.store().list(2)).hasSize(1);
    }

    @Test
    void aPortInUseStartsNothingAndIsNamed() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        LabCa ca = LabCa.create(KeyKind.P256, InstantSource.system(), new SecureRandom());
        ServerTls tls = ServerTls.of(ca.issue("localhost", List.of(loopback)), new SecureRandom());
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            free = probe.getLocalPort();
        }
        MailServerConfig config = MailServerConfig.of("mail.lab", loopback, TestMailServer.services(tls, Runnable::run))
                .withListeners(List.of(
                        new Listener(free, TlsMode.STARTTLS),
                        new Listener(server.address().getPort(), TlsMode.IMPLICIT)));
        Future<MailServer> second = MailServer.start(config, server.bootstrap(), server.store());
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.cause())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mail server cannot listen on 127.0.0.1:"
                        + server.address().getPort());
        // The first of its ports was given back.
        try (ServerSocket again = new ServerSocket()) {
            again.bind(new InetSocketAddress(loopback, free));
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void aStopTellsSessionsAndFreesThePorts() throws Exception {
        InetSocketAddress address = server.address();
        try (SmtpTestClient client = new SmtpTestClient(address)) {
            client.expect("220 ");
            assertThat(server.server().sessions()).isEqualTo(1);
            Future<Void> stopped = server.server().stop();
            client.expect("421 4.3.2 mail.lab is shutting down").expectEnd();
            assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stopped.isSuccess()).isTrue();
        }
        // Bound, not connected to: what answers at this port could be another program by now, or the asking socket
        // itself.
        try (ServerSocket again = new ServerSocket(address.getPort(), 1, address.getAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }
}
