package labwire.smtp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.smtp.TestMailServer;
import labwire.smtp.client.ClientEngines;
import labwire.smtp.client.Credentials;
import labwire.smtp.client.TlsPolicy;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.dns.MailHost;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.store.MailSummary;
import labwire.tls.ClientTls;
import labwire.tls.OpportunisticTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The relay with servers that others wrote, and with our own. */
class RelayPeersTest {

    private static final Path SMTP_SINK = Path.of("/usr/sbin/smtp-sink");
    private static final Envelope ENVELOPE = Envelope.of("alice@lab", "bob@example.com");
    private static final String TEXT = "Subject: greetings\r\n\r\n.dotted\r\nbye\r\n";

    private final RelayUnderTest under;

    RelayPeersTest() throws Exception {
        under = new RelayUnderTest();
    }

    @BeforeEach
    void names() throws Exception {
        under.dns.exchange("example.com", new MailHost(10, "localhost"));
        under.dns.host("localhost");
    }

    @AfterEach
    void stop() throws Exception {
        under.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', Relayed",
        "-p, Relayed",
        "-e, Relayed",
        "-8, Relayed",
        "-w 1, Relayed",
        "-r MAIL, Deferred",
        "-r RCPT, Deferred",
        "-r DATA, Deferred",
        "-r ., Deferred",
        "-f MAIL, Failed",
        "-f RCPT, Failed",
        "-f DATA, Failed",
        "-f ., Failed",
        "-q EHLO, Deferred",
        "-q RCPT, Deferred",
        "-q ., Deferred",
        "-Q MAIL, Deferred",
    })
    void understandsWhatPostfixsSinkSays(String modes, String expected) throws Exception {
        assumeTrue(Files.isExecutable(SMTP_SINK), SMTP_SINK + " is not installed");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(SMTP_SINK.toString(), "-u", System.getProperty("user.name")));
        if (!modes.isEmpty()) {
            command.addAll(List.of(modes.split(" ")));
        }
        command.addAll(List.of("127.0.0.1:" + port, "10"));
        Process sink = new ProcessBuilder(command).inheritIO().start();
        try {
            awaitListening(sink, port);
            under.start(RelayUnderTest.settings(port).withSchedule(onceADay()));
            under.add(ENVELOPE, TEXT);
            MailEvent event = under.awaitOutcome();
            assertThat(event.getClass().getSimpleName()).isEqualTo(expected);
        } finally {
            sink.destroy();
            assertThat(sink.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static RetrySchedule onceADay() {
        return new RetrySchedule(
                List.of(java.time.Duration.ofDays(1)), java.time.Duration.ofDays(5), java.time.Duration.ofHours(4));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, loopback())) {
            return probe.getLocalPort();
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static void awaitListening(Process process, int port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(loopback(), port), 1_000);
                return;
            } catch (IOException e) {
                assertThat(process.isAlive()).as("smtp-sink runs").isTrue();
            }
        }
        throw new AssertionError("smtp-sink does not listen within 10 s");
    }

    @Test
    void handsMailToGreenMail() throws Exception {
        GreenMail peer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        peer.start();
        try {
            under.start(RelayUnderTest.settings(peer.getSmtp().getPort()));
            for (int i = 0; i < 20; i++) {
                under.add(ENVELOPE, TEXT);
            }
            for (int i = 0; i < 20; i++) {
                under.await(MailEvent.Relayed.class);
            }
            assertThat(peer.getReceivedMessages()).hasSize(20);
        } finally {
            peer.stop();
        }
    }

    private static ClientEngines engines(TestMailServer server) {
        return new ClientEngines(
                Optional.of(ClientTls.trusting(server.caCertificate(), InstantSource.system(), new SecureRandom())),
                Optional.of(new OpportunisticTls(new SecureRandom())),
                Runnable::run);
    }

    @ParameterizedTest
    @CsvSource({"NONE, false", "OPPORTUNISTIC, true", "REQUIRED, true", "VERIFIED, true"})
    void speaksTlsAsThePolicyWants(TlsPolicy policy, boolean overTls) throws Exception {
        try (TestMailServer server = new TestMailServer(new SimulatedDisk(), SmtpLimits.DEFAULTS)) {
            under.start(RelayUnderTest.settings(server.address().getPort()).withTls(policy), engines(server));
            under.add(ENVELOPE, TEXT);
            under.await(MailEvent.Relayed.class);
            List<MailSummary> kept = server.store().list(9);
            assertThat(kept).hasSize(1);
            assertThat(kept.get(0).tls().isPresent()).isEqualTo(overTls);
            assertThat(server.content(kept.get(0).id())).endsWith(TEXT);
        }
    }

    @Test
    void sendsNothingToAServerOfAnotherNameWhereThatCounts() throws Exception {
        try (TestMailServer server = new TestMailServer(new SimulatedDisk(), SmtpLimits.DEFAULTS)) {
            under.dns.exchange("example.com", new MailHost(10, "other.lab"));
            under.dns.host("other.lab");
            under.start(
                    RelayUnderTest.settings(server.address().getPort()).withTls(TlsPolicy.VERIFIED), engines(server));
            under.add(ENVELOPE, TEXT);
            assertThat(under.await(MailEvent.Deferred.class).why()).startsWith("451 4.7.5");
            assertThat(server.store().list(1)).isEmpty();
        }
    }

    @Test
    void carriesRequireTlsOnOverVerifiedTls() throws Exception {
        try (TestMailServer server = new TestMailServer(new SimulatedDisk(), SmtpLimits.DEFAULTS)) {
            under.start(RelayUnderTest.settings(server.address().getPort()), engines(server));
            SenderOptions options = new SenderOptions(
                    BodyType.SEVEN_BIT,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    Optional.empty(),
                    Optional.empty());
            under.add(
                    new Envelope(
                            Optional.of(MailAddress.of("alice@lab")),
                            options,
                            List.of(Recipient.of("bob@example.com"))),
                    TEXT);
            under.await(MailEvent.Relayed.class);
            MailSummary kept = server.store().list(9).get(0);
            assertThat(kept.tls()).isPresent();
            assertThat(kept.envelope().options().requireTls()).isTrue();
        }
    }

    @Test
    void sendsBinaryMimeAsItIsInChunks() throws Exception {
        try (TestMailServer server = new TestMailServer(new SimulatedDisk(), SmtpLimits.DEFAULTS)) {
            under.start(RelayUnderTest.settings(server.address().getPort()), engines(server));
            StringBuilder text = new StringBuilder("Subject: binary\r\n\r\n");
            while (text.length() < 600_000) {
                text.append("\n.\n\r\0\r\n.\r\nx");
            }
            SenderOptions options = new SenderOptions(
                    BodyType.BINARY_MIME,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty());
            under.add(
                    new Envelope(
                            Optional.of(MailAddress.of("alice@lab")),
                            options,
                            List.of(Recipient.of("bob@example.com"))),
                    text.toString());
            under.await(MailEvent.Relayed.class);
            assertThat(server.content(server.store().list(1).get(0).id())).endsWith(text.toString());
        }
    }

    @Test
    void goesThroughOurOwnServerAsASmartHostWithImplicitTls() throws Exception {
        try (TestMailServer server = new TestMailServer(new SimulatedDisk(), SmtpLimits.DEFAULTS)) {
            SmartHost smart = new SmartHost(
                    "localhost", server.tlsAddress().getPort(), true, TlsPolicy.VERIFIED, Optional.empty());
            under.start(RelayUnderTest.settings(1).withSmartHost(smart), engines(server));
            under.add(Envelope.of("alice@lab", "bob@anywhere.example"), TEXT);
            under.await(MailEvent.Relayed.class);
            assertThat(server.store().list(1).get(0).tls()).isPresent();
        }
    }

    @Test
    void waitsWhereASmartHostOffersNoWayToAuthenticate() throws Exception {
        try (FakeMailServer server = new FakeMailServer(under.loops, "AUTH_PLAIN_LOGIN", line -> "")) {
            SmartHost smart = new SmartHost(
                    "localhost", server.port(), false, TlsPolicy.NONE, Optional.of(new Credentials("alice", "secret")));
            under.start(RelayUnderTest.settings(1).withSmartHost(smart));
            under.add(ENVELOPE, TEXT);
            assertThat(under.await(MailEvent.Deferred.class).why()).contains("4.7.8", "without TLS");
            assertThat(server.commands).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }
}
