package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import labwire.smtp.client.Credentials;
import labwire.smtp.client.TlsPolicy;
import labwire.smtp.relay.RelayLimits;
import labwire.smtp.relay.RelaySettings;
import labwire.smtp.relay.RetrySchedule;
import labwire.smtp.relay.SmartHost;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mail from a user, submitted under the policy <em>domains</em>, to servers elsewhere that are not ours: GreenMail, and
 * Postfix's {@code smtp-sink} with the ways it can fail.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RelayTargetsTest {

    private static final Path SINK = Path.of("/usr/sbin/smtp-sink");
    private static final String ALICE = "alice@" + TestMailSystem.DOMAIN;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Optional<TestMailSystem> server = Optional.empty();
    private Optional<Process> sink = Optional.empty();

    @AfterEach
    void stop() throws Exception {
        stopSink();
        if (server.isPresent()) {
            server.get().close();
        }
    }

    /** A server whose mail for elsewhere goes to this port of this machine, and again and again while it is not taken. */
    private TestMailSystem server(RelaySettings relay) throws Exception {
        RelayLimits usual = RelayLimits.DEFAULTS;
        RelayLimits hasty = new RelayLimits(
                usual.maxAttempts(),
                usual.maxAttemptsPerDestination(),
                usual.maxMessagesPerConnection(),
                usual.idleTime(),
                usual.maxIdleConnections(),
                usual.maxRecipientsPerTransaction(),
                usual.maxHostsPerAttempt(),
                usual.maxHops(),
                Duration.ofMillis(10),
                usual.maxReturnedBytes(),
                Duration.ofSeconds(1));
        TestMailSystem started = new TestMailSystem(
                folder,
                TestMailSystem.domains(
                        relay.withLimits(hasty)
                                .withSchedule(new RetrySchedule(
                                        List.of(Duration.ofMillis(50)), Duration.ofDays(5), Duration.ofHours(4))),
                        SmtpLimits.DEFAULTS));
        server = Optional.of(started);
        return started;
    }

    private static void submit(TestMailSystem server, String subject, String... recipients) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtps.ssl.socketFactory", server.clientContext().getSocketFactory());
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(ALICE);
        for (String recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        message.setSubject(subject);
        message.setText(".Hello.\r\n.\r\n");
        try (Transport transport = session.getTransport("smtps")) {
            transport.connect("localhost", server.port("submissions"), "alice", TestMailSystem.PASSWORD);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private static void awaitEmptyQueue(TestMailSystem server) {
        await().atMost(PATIENCE)
                .until(() -> server.system().store().backlog() == 0
                        && server.system().queue().size() == 0);
    }

    @Test
    void greenMailGetsEachMessageOnce() throws Exception {
        GreenMail peer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        peer.start();
        try {
            TestMailSystem sender =
                    server(RelaySettings.DEFAULTS.withPort(peer.getSmtp().getPort()));
            for (int i = 0; i < 20; i++) {
                submit(sender, "message " + i, "bob@elsewhere.test", "carol@elsewhere.test");
            }
            awaitEmptyQueue(sender);
            assertThat(peer.getReceivedMessages()).hasSize(40);
            Set<String> ids = new TreeSet<>();
            for (MimeMessage received : peer.getReceivedMessages()) {
                ids.add(received.getMessageID());
            }
            assertThat(ids).hasSize(20);
            assertThat(peer.getReceivedMessages()[0].getContent().toString()).startsWith(".Hello.\r\n.");
        } finally {
            peer.stop();
        }
    }

    @Test
    void greenMailAsASmartHostGetsItUnderTlsWithCredentials() throws Exception {
        GreenMail peer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        peer.setUser("relay@elsewhere.test", "relay", "open sesame");
        peer.start();
        try {
            SmartHost host = new SmartHost(
                    "mx.elsewhere.test",
                    peer.getSmtps().getPort(),
                    true,
                    TlsPolicy.REQUIRED,
                    Optional.of(new Credentials("relay", "open sesame")));
            TestMailSystem sender = server(RelaySettings.DEFAULTS.withSmartHost(host));
            submit(sender, "by a smart host", "bob@elsewhere.test");
            awaitEmptyQueue(sender);
            assertThat(peer.getReceivedMessages()).hasSize(1);
            assertThat(peer.getReceivedMessages()[0].getSubject()).isEqualTo("by a smart host");
        } finally {
            peer.stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return free.getLocalPort();
        }
    }

    private void startSink(int port, String... options) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(SINK), "smtp-sink is not installed");
        List<String> command = new ArrayList<>(List.of(SINK.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "root"));
        }
        command.addAll(List.of(options));
        command.addAll(List.of("127.0.0.1:" + port, "100"));
        sink = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sink.log").toFile())
                .start());
    }

    private void stopSink() throws InterruptedException {
        if (sink.isPresent()) {
            sink.get().destroyForcibly().waitFor();
        }
    }

    /** What a sink that dumps has taken. */
    private List<String> taken() throws IOException {
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.list(Files.createDirectories(folder.resolve("sink")))) {
            for (Path file : files.sorted().toList()) {
                messages.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return messages;
    }

    /** Puts each message into a file of its own. */
    private String[] dumping(String option) throws IOException {
        Files.createDirectories(folder.resolve("sink"));
        List<String> options = new ArrayList<>(List.of("-d", folder.resolve("sink") + "/m."));
        if (!option.isEmpty()) {
            options.add(option);
        }
        return options.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-N", "-P", "-E"})
    void aSinkGetsItWhateverExtensionsItLacks(String option) throws Exception {
        int port = freePort();
        startSink(port, dumping(option));
        TestMailSystem sender = server(RelaySettings.DEFAULTS.withPort(port));
        submit(sender, "to a sink", "bob@elsewhere.test", "carol@elsewhere.test");
        awaitEmptyQueue(sender);
        assertThat(taken())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("X-Mail-Args: <" + ALICE + ">", "X-Rcpt-Args: <bob@elsewhere.test>")
                        .contains("X-Rcpt-Args: <carol@elsewhere.test>", "Subject: to a sink", ".Hello."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f RCPT", "-f .", "-A 0"})
    void whatASinkRefusesForGoodComesBackToTheSenderOnce(String mode) throws Exception {
        int port = freePort();
        startSink(port, mode.split(" "));
        TestMailSystem sender = server(RelaySettings.DEFAULTS.withPort(port));
        submit(sender, "refused", "bob@elsewhere.test");
        MailSummary bounce = sender.await(mail -> mail.envelope().sender().isEmpty());
        assertThat(bounce.mailboxes()).containsExactly("alice");
        assertThat(sender.content(bounce))
                .contains("Action: failed", "Final-Recipient: rfc822;", "bob@elsewhere.test", "Subject: refused");
        awaitEmptyQueue(sender);
        assertThat(sender.system().store().list(10)).containsExactly(bounce);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-r RCPT", "-r CONNECT", "-q DATA", "-q .", "-Q ."})
    void whatASinkDoesNotTakeNowGetsThereOnceItDoes(String mode) throws Exception {
        int port = freePort();
        startSink(port, mode.split(" "));
        TestMailSystem sender = server(RelaySettings.DEFAULTS.withPort(port));
        submit(sender, "later", "bob@elsewhere.test");
        await().atMost(PATIENCE)
                .until(() -> sender.system().queue().list(1).stream()
                        .anyMatch(item -> item.recipients().get(0).attempts() >= 2));
        stopSink();
        startSink(port, dumping(""));
        awaitEmptyQueue(sender);
        assertThat(taken()).singleElement().satisfies(text -> assertThat(text).contains("Subject: later", ".Hello."));
        assertThat(sender.system().store().list(10)).as("reports").isEmpty();
    }
}
