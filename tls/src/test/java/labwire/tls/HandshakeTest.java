package labwire.tls;

import static labwire.tls.Fixtures.CLOCK;
import static labwire.tls.Fixtures.MAIL_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client and our server against each other, in memory. */
class HandshakeTest {
    private final SeededSecureRandom random = SeededSecureRandom.of(3);
    private final LabCa ca = Fixtures.ca(KeyKind.P256, 3);
    private final ServerTls server = ServerTls.of(ca.issue("mail", List.of(MAIL_ADDRESS)), random);

    @ParameterizedTest
    @CsvSource({
        "P256, TLSv1.3, TLS_AES_128_GCM_SHA256",
        "P256, TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "ED25519, TLSv1.3, TLS_AES_128_GCM_SHA256",
        "ED25519, TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    })
    void clientAndServerAgree(KeyKind kind, String protocol, String suite) throws Exception {
        LabCa itsCa = Fixtures.ca(kind, 4);
        SSLEngine client = clientOf(itsCa.certificate()).newEngine("mail", 465);
        client.setEnabledProtocols(new String[] {protocol});
        EnginePair pair = new EnginePair(
                client, ServerTls.of(itsCa.issue("mail", List.of()), random).newEngine());

        assertThat(pair.echo("hello")).isEqualTo("hello");
        assertThat(client.getSession().getProtocol()).isEqualTo(protocol);
        assertThat(client.getSession().getCipherSuite()).isEqualTo(suite);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail", "MAIL", "mail.labwire.test", "localhost", "10.10.88.25", "127.0.0.1", "::1"})
    void clientTakesEveryNameOfTheServer(String name) throws Exception {
        assertThat(talk(clientOf(ca.certificate()), name)).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"video", "video.labwire.test", "x.mail.labwire.test", "labwire.test", "10.10.88.26", "8.8.8.8"})
    void clientRefusesAnotherName(String name) {
        assertThatThrownBy(() -> talk(clientOf(ca.certificate()), name))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining(name);
    }

    @Test
    void clientRefusesTheServerOfAForeignCa() {
        assertThatThrownBy(() -> talk(clientOf(Fixtures.ca(KeyKind.P256, 99).certificate()), "mail"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("certification path");
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, validity check failed",
        "WRONG_NAME, mail",
        "SELF_SIGNED, certification path",
    })
    void clientRefusesDefectiveCertificates(CertificateDefect defect, String reason) {
        ServerTls defective = ServerTls.of(ca.issue("mail", List.of(MAIL_ADDRESS), defect), random);

        assertThatThrownBy(
                        () -> new EnginePair(clientOf(ca.certificate()).newEngine("mail", 465), defective.newEngine())
                                .echo("hello"))
                .isInstanceOf(SSLException.class)
                .hasStackTraceContaining(reason);
    }

    @Test
    void clientJudgesDatesByItsClockAtTheTimeOfTheHandshake() throws Exception {
        Instant[] now = {CLOCK.instant()};
        ClientTls client = ClientTls.trusting(ca.certificate(), () -> now[0], random);

        assertThat(talk(client, "mail")).isEqualTo("hello");
        for (Duration away : List.of(Duration.ofDays(398), Duration.ofHours(-2))) {
            now[0] = CLOCK.instant().plus(away);
            assertThatThrownBy(() -> talk(client, "mail"))
                    .isInstanceOf(SSLException.class)
                    .hasStackTraceContaining("CertPathValidatorException: validity check failed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.org", "smtp.mail", "com"})
    void clientRefusesNamesThatTheCaMayNotVouchFor(String name) {
        KeyPair keys = KeyKind.P256.generate(random);
        X509Certificate leaf = CertificateProfile.leaf(
                KeyKind.P256,
                ca.certificate(),
                ca.key(),
                keys.getPublic(),
                name,
                List.of(CertificateScope.dns(name)),
                CLOCK,
                random);
        ServerTls thief = ServerTls.of(new ServerIdentity(keys.getPrivate(), List.of(leaf)), random);

        assertThatThrownBy(() -> new EnginePair(clientOf(ca.certificate()).newEngine(name, 443), thief.newEngine())
                        .echo("hello"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("names that its CA may vouch for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void serverOrderOfSuitesDecides(String protocol) throws Exception {
        SSLEngine client = clientOf(ca.certificate()).newEngine("mail", 465);
        client.setEnabledProtocols(new String[] {protocol});
        client.setEnabledCipherSuites(new String[] {
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        });
        new EnginePair(client, server.newEngine()).echo("hello");

        assertThat(client.getSession().getCipherSuite()).endsWith("AES_128_GCM_SHA256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_RSA_WITH_AES_128_GCM_SHA256",
            })
    void serverRefusesSuitesThatAreNotModern(String suite) {
        SSLEngine client = clientOf(ca.certificate()).newEngine("mail", 465);
        client.setEnabledProtocols(new String[] {"TLSv1.2"});
        client.setEnabledCipherSuites(new String[] {suite});

        assertThatThrownBy(() -> new EnginePair(client, server.newEngine()).echo("hello"))
                .isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0300", "0301", "0302"})
    void serverRefusesVersionsBefore12(String version) throws Exception {
        SSLEngine engine = server.newEngine();
        engine.beginHandshake();

        assertThatThrownBy(() -> {
                    engine.unwrap(clientHello(version), ByteBuffer.allocate(40_000));
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                    engine.unwrap(ByteBuffer.allocate(0), ByteBuffer.allocate(40_000));
                })
                .isInstanceOf(SSLException.class);
        ByteBuffer alert = ByteBuffer.allocate(40_000);
        engine.wrap(ByteBuffer.allocate(0), alert);
        assertThat(alert.get(0)).as("content type alert").isEqualTo((byte) 21);
        assertThat(alert.get(5)).as("fatal").isEqualTo((byte) 2);
        assertThat(alert.get(6)).as("protocol_version").isEqualTo((byte) 70);
    }

    @Test
    void serverRefusesARenegotiationBegunByTheClient() throws Exception {
        SSLEngine client = clientOf(ca.certificate()).newEngine("mail", 465);
        client.setEnabledProtocols(new String[] {"TLSv1.2"});
        EnginePair pair = new EnginePair(client, server.newEngine());
        pair.run();
        assertThat(client.getSession().isValid()).isTrue();

        client.beginHandshake();

        assertThatThrownBy(pair::run).isInstanceOf(SSLException.class).hasMessageContaining("renegotiation");
    }

    @ParameterizedTest
    @EnumSource
    void clientNeverResumes(KeyKind kind) throws Exception {
        LabCa itsCa = Fixtures.ca(kind, 4);
        ServerTls itsServer = ServerTls.of(itsCa.issue("mail", List.of()), random);
        ClientTls client = clientOf(itsCa.certificate());
        int[] bytes = new int[2];
        for (int i = 0; i < 2; i++) {
            EnginePair pair = new EnginePair(client.newEngine("mail", 465), itsServer.newEngine());
            pair.echo("hello");
            bytes[i] = pair.clientFlights().length;
        }

        assertThat(bytes[1])
                .as("a resumption's first flight is longer by its ticket")
                .isEqualTo(bytes[0]);
    }

    /** A client hello of {@code version} alone, offering TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA. */
    private static ByteBuffer clientHello(String version) {
        String body = version + "11".repeat(32) + "00" + "0002c009" + "0100";
        String message = "01" + "%06x".formatted(body.length() / 2) + body;
        return ByteBuffer.wrap(HexFormat.of().parseHex("160301" + "%04x".formatted(message.length() / 2) + message));
    }

    private ClientTls clientOf(X509Certificate trusted) {
        return ClientTls.trusting(trusted, CLOCK, random);
    }

    private String talk(ClientTls client, String name) throws SSLException {
        return new EnginePair(client.newEngine(name, 465), server.newEngine()).echo("hello");
    }
}
