package labwire.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that users have, against a server on the loopback, at today's date since that is theirs. */
class RealClientsTest {
    private static final String REQUEST = "GET / HTTP/1.0\r\n\r\n";

    /** The certificate's names, as against a name that it has not. */
    private static final String STRANGER = "video";

    private static final String PYTHON_CLIENT = """
            import socket, ssl, sys
            ca, port, name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
            context = ssl.create_default_context(cafile=ca)
            context.verify_flags |= ssl.VERIFY_X509_STRICT
            with socket.create_connection(('127.0.0.1', port)) as plain:
                with context.wrap_socket(plain, server_hostname=name) as tls:
                    tls.sendall(b'GET / HTTP/1.0\\r\\n\\r\\n')
                    print(tls.version(), tls.makefile().read())
            """;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource now = InstantSource.system();

    @TempDir
    Path folder;

    private Path caFile;
    private LabCa ca;
    private TinyHttpsServer server;

    @BeforeEach
    void start() throws IOException {
        ca = LabCa.loadOrCreate(folder, List.of("mail"), now, random);
        caFile = folder.resolve("ca.pem");
        server = serve(ca);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private TinyHttpsServer serve(LabCa issuer) throws IOException {
        return new TinyHttpsServer(ServerTls.of(issuer.issue("mail", List.of(Fixtures.MAIL_ADDRESS)), random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "mail", "mail.labwire.test"})
    void curlVerifies(String name) throws Exception {
        assertThat(curl(name)).isEqualTo(new Program(0, TinyHttpsServer.GREETING));
    }

    @Test
    void curlRefusesAnotherName() throws Exception {
        Program curl = curl(STRANGER);
        assertThat(curl.status()).as(curl.output()).isEqualTo(60);
        assertThat(curl.output()).contains("no alternative certificate subject name matches");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void opensslVerifies(String version) throws Exception {
        for (String name : List.of("localhost", "mail", "mail.labwire.test")) {
            Program openssl = openssl(version, "-verify_hostname", name);
            assertThat(openssl.status()).as(openssl.output()).isZero();
            assertThat(openssl.output()).contains("Verification: OK", "Verified peername: " + name);
        }
        Program address = openssl(version, "-verify_ip", "127.0.0.1");
        assertThat(address.output()).contains("Verification: OK");
        assertThat(address.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void opensslResumesItsSession(String version) throws Exception {
        String session = folder.resolve("session.pem").toString();

        assertThat(openssl(version, "-sess_out", session).output()).contains("\nNew, ");
        assertThat(openssl(version, "-sess_in", session).output()).contains("\nReused, ");
    }

    @Test
    void opensslRefusesAnotherName() throws Exception {
        Program openssl = openssl("-verify_hostname", STRANGER);
        assertThat(openssl.status()).isNotZero();
        assertThat(openssl.output()).contains("hostname mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1"})
    void opensslIsRefusedWithAnOldVersion(String version) throws Exception {
        Program openssl = openssl(version, "-cipher", "ALL:@SECLEVEL=0");
        assertThat(openssl.status()).isNotZero();
        assertThat(openssl.output()).contains("alert protocol version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "mail", "mail.labwire.test", "127.0.0.1"})
    void pythonVerifiesStrictly(String name) throws Exception {
        Program python = python(name);
        assertThat(python.output()).startsWith("TLSv1.3 HTTP/1.0 200 OK").endsWith(TinyHttpsServer.GREETING + "\n");
        assertThat(python.status()).isZero();
    }

    @Test
    void pythonRefusesAnotherName() throws Exception {
        Program python = python(STRANGER);
        assertThat(python.status()).isNotZero();
        assertThat(python.output()).contains("CERTIFICATE_VERIFY_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "mail", "mail.labwire.test", "127.0.0.1"})
    void gnutlsVerifies(String name) throws Exception {
        Program gnutls = gnutls(name);
        assertThat(gnutls.output()).contains("The certificate is trusted.", TinyHttpsServer.GREETING.strip());
        assertThat(gnutls.status()).isZero();
    }

    @Test
    void gnutlsRefusesAnotherName() throws Exception {
        assertThat(gnutls(STRANGER).output()).contains("does not match");
    }

    @ParameterizedTest
    @EnumSource
    void opensslVerifiesTheKeysOfVirtualLabsToo(KeyKind kind) throws Exception {
        LabCa inMemory = LabCa.create(kind, now, SeededSecureRandom.of(1));
        trust(inMemory);
        restart(inMemory);

        assertThat(openssl("-verify_hostname", "localhost").output()).contains("Verification: OK");
    }

    @Test
    void allRefuseTheServerOfAForeignCa() throws Exception {
        restart(LabCa.create(KeyKind.P256, List.of("mail"), now, random));

        assertAllRefuse("mail");
    }

    @Test
    void allRefuseAnExpiredCertificate() throws Exception {
        InstantSource twoYearsAgo = InstantSource.fixed(now.instant().minus(Duration.ofDays(2 * 365)));
        LabCa old = LabCa.create(KeyKind.P256, List.of("mail"), twoYearsAgo, random);
        trust(old);
        restart(old);

        assertAllRefuse("mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.org", "smtp.mail"})
    void allRefuseNamesThatTheCaMayNotVouchFor(String name) throws Exception {
        var keys = KeyKind.P256.generate(random);
        var names = List.of(CertificateScope.dns(name));
        var leaf = CertificateProfile.leaf(
                KeyKind.P256, ca.certificate(), ca.key(), keys.getPublic(), name, names, now, random);
        server.close();
        server = new TinyHttpsServer(ServerTls.of(new ServerIdentity(keys.getPrivate(), List.of(leaf)), random));

        assertAllRefuse(name);
    }

    private void assertAllRefuse(String name) throws Exception {
        assertThat(curl(name).status()).isEqualTo(60);
        assertThat(openssl("-verify_hostname", name).output()).contains("certificate verify failed");
        assertThat(python(name).output()).contains("CERTIFICATE_VERIFY_FAILED");
        assertThat(gnutls(name).output()).contains("The certificate is NOT trusted");
    }

    private void trust(LabCa other) throws IOException {
        Files.writeString(caFile, other.certificatePem());
    }

    private void restart(LabCa issuer) throws IOException {
        server.close();
        server = serve(issuer);
    }

    private Program curl(String name) throws Exception {
        Program.assumeInstalled("curl");
        String hostPort = name + ':' + server.port();
        return Program.run(
                "",
                List.of(
                        "curl",
                        "-sS",
                        "--noproxy",
                        "*",
                        "--cacert",
                        caFile.toString(),
                        "--resolve",
                        hostPort + ":127.0.0.1",
                        "https://" + hostPort + '/'));
    }

    private Program openssl(String... options) throws Exception {
        Program.assumeInstalled("openssl");
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + server.port(),
                "-CAfile",
                caFile.toString(),
                "-verify_return_error",
                "-ign_eof"));
        command.addAll(List.of(options));
        return Program.run(REQUEST, command);
    }

    private Program python(String name) throws Exception {
        Program.assumeInstalled("python3");
        return Program.run(
                PYTHON_CLIENT, List.of("python3", "-", caFile.toString(), String.valueOf(server.port()), name));
    }

    private Program gnutls(String name) throws Exception {
        Program.assumeInstalled("gnutls-cli");
        return Program.run(
                REQUEST,
                List.of(
                        "gnutls-cli",
                        "--x509cafile",
                        caFile.toString(),
                        "--verify-hostname",
                        name,
                        "--port",
                        String.valueOf(server.port()),
                        "127.0.0.1"));
    }
}
