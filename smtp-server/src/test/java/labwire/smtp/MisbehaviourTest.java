package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLHandshakeException;
import labwire.smtp.fault.FaultRule;
import labwire.smtp.fault.FaultRules;
import labwire.smtp.trace.SessionLog;
import labwire.smtp.trace.SessionLogLimits;
import labwire.smtp.trace.SessionTranscript;
import labwire.smtp.trace.TranscriptLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault rules, seen by a client on a real socket, and told in the transcript. */
class MisbehaviourTest {

    @TempDir
    Path folder;

    private final FaultRules rules = new FaultRules();
    private final SessionLog log = new SessionLog(InstantSource.system(), SessionLogLimits.DEFAULTS);
    private TestMailServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestMailServer(folder, services -> services.withHook(rules).withTranscripts(log));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** What was noted in the only session so far; waits for its end. */
    private List<String> notes() {
        long patienceNanos = TimeUnit.SECONDS.toNanos(10);
        long stepNanos = TimeUnit.MILLISECONDS.toNanos(10);
        while (log.list(1).get(0).endedAt().isEmpty() && patienceNanos > 0) {
            LockSupport.parkNanos(stepNanos);
            patienceNanos -= stepNanos;
        }
        SessionTranscript transcript = log.list(1).get(0);
        assertThat(transcript.reason()).isEqualTo("TLS handshake failed");
        return transcript.lines().stream()
                .filter(line -> line.voice() == TranscriptLine.Voice.NOTE)
                .map(TranscriptLine::text)
                .toList();
    }

    @Test
    void anExpiredCertificateIsRefusedAndTheClientsAlertTold() throws Exception {
        rules.add(FaultRule.parse("stage=connect,certificate=expired,first=1"));
        try (SmtpTestClient client = new SmtpTestClient(server.address())) {
            client.expect("220 ").say("EHLO pc1.lab").expect("250 ");
            client.say("STARTTLS").expect("220 ");
            assertThatThrownBy(() -> client.startHandshake(server.caCertificate()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasRootCauseInstanceOf(CertificateExpiredException.class);
        }
        assertThat(notes())
                .singleElement()
                .asString()
                .startsWith("TLS handshake failed: Received fatal alert: certificate_");
        try (SmtpTestClient next = new SmtpTestClient(server.address())) {
            next.expect("220 ").say("EHLO pc1.lab").expect("250 ");
            next.say("STARTTLS").expect("220 ");
            next.startHandshake(server.caCertificate());
            next.say("EHLO pc1.lab").expect("250 ");
        }
    }

    @Test
    void theServersOwnAlertIsToldToo() throws Exception {
        try (SmtpTestClient client = new SmtpTestClient(server.address())) {
            client.expect("220 ").say("EHLO pc1.lab").expect("250 ");
            client.say("STARTTLS").expect("220 ");
            client.offeringOnly("TLS_RSA_WITH_AES_128_CBC_SHA");
            assertThatThrownBy(() -> client.startHandshake(server.caCertificate()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("handshake_failure");
        }
        assertThat(notes())
                .singleElement()
                .asString()
                .startsWith("TLS handshake failed: ")
                .endsWith("; sent alert handshake_failure");
    }

    @Test
    void theServersOwnAlertIsToldAlsoWhereTlsEncryptsIt() throws Exception {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            readLine(in);
            out.write("STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(readLine(in)).startsWith("220 2.0.0");
            out.write(SpoiltHandshake.hello());
            assertThat(in.read()).as("a record with the server's hello").isEqualTo(22);
            out.write(SpoiltHandshake.flight());
            in.readAllBytes();
        }
        assertThat(notes())
                .singleElement()
                .asString()
                .startsWith("TLS handshake failed: ")
                .endsWith("; sent alert bad_record_mac");
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString();
    }

    @Test
    void aDripIsSlowAndWhole() throws Exception {
        rules.add(FaultRule.parse("stage=mail,drip=200"));
        try (SmtpTestClient client = new SmtpTestClient(server.address())) {
            client.expect("220 ").say("EHLO pc1.lab").expect("250 ");
            client.say("MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nhello\r\n.\r\nQUIT");
            client.expect("250 2.1.0 ").expect("250 2.1.5 ").expect("354 ").expect("250 2.0.0 ");
            client.expect("221 2.0.0 mail.lab closes the connection").expectEnd();
        }
        assertThat(server.store().list(2)).hasSize(1);
    }
}
