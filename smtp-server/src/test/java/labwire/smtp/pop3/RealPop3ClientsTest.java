package labwire.smtp.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import labwire.smtp.auth.Secret;
import labwire.smtp.auth.User;
import labwire.smtp.auth.UserTable;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clients that a user would try, against the server on real sockets: by STLS, and by TLS from the first octet on. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RealPop3ClientsTest {

    private static final String PASSWORD = "wonderland";

    @TempDir
    Path folder;

    private final MemoryMailboxes mailboxes = new MemoryMailboxes();
    private TestPop3Server server;

    @BeforeEach
    void start() throws Exception {
        server = new TestPop3Server(
                UserTable.of(List.of(
                        new User("alice", new Secret.Plain(PASSWORD)), new User("bob", new Secret.Plain(PASSWORD)))),
                mailboxes);
        Files.writeString(folder.resolve("ca.pem"), server.caCertificatePem());
        for (String subject : List.of("one", "two")) {
            mail(
                    "From: a@example.com\r\nTo: alice@example.com\r\nDate: Sun, 22 Nov 2026 08:00:00 +0000\r\nMessage-ID: <"
                            + subject + "@example.com>\r\nSubject: " + subject + "\r\n\r\n.Hello " + subject
                            + ".\r\n.\r\n");
        }
    }

    private void mail(String text) {
        mailboxes.add("alice", text.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String ca() {
        return folder.resolve("ca.pem").toString();
    }

    private static void assumeInstalled(String program) {
        boolean found = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        Assumptions.assumeTrue(found, program + " is not installed");
    }

    /** Runs a program to its end, with this to read; fails unless it succeeds. */
    private String run(String input, String... command) throws IOException, InterruptedException {
        assumeInstalled(command[0]);
        Path output = folder.resolve("output");
        Path typed = folder.resolve("input");
        Files.writeString(typed, input);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(typed.toFile())
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("HOME", folder.toString());
        environment.put("MAILRC", folder.resolve("mailrc").toString());
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
        return said;
    }

    private Path secretFile(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static String url(String scheme, int port, String path) {
        return scheme + "://127.0.0.1:" + port + path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PLAIN", "LOGIN", "CRAM-MD5", "+APOP", "SCRAM-SHA-256"})
    void curlReadsByStls(String login) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("curl", "-sS", "--ssl-reqd", "--cacert", ca(), "-u", "alice:" + PASSWORD));
        if (!login.isEmpty()) {
            command.addAll(List.of("--login-options", "AUTH=" + login));
        }
        if (login.startsWith("SCRAM")) {
            Assumptions.assumeTrue(run("", "curl", "-V").contains("gsasl"), "curl was built without gsasl");
        }
        command.add(url("pop3", server.stlsPort(), "/1"));
        assertThat(run("", command.toArray(String[]::new)))
                .contains("Subject: one\r\n")
                .endsWith("\r\n\r\n.Hello one.\r\n.\r\n");
    }

    @Test
    void curlListsAndDeletesUnderTls() throws Exception {
        String[] command = {
            "curl",
            "-sS",
            "--cacert",
            ca(),
            "-u",
            "alice:" + PASSWORD,
            url("pop3s", server.tlsPort(), "/"),
            "-X",
            "UIDL"
        };
        assertThat(run("", command)).isEqualTo("1 uid1\r\n2 uid2\r\n");
        command[6] = url("pop3s", server.tlsPort(), "/1");
        command[8] = "DELE";
        List<String> deleting = new ArrayList<>(List.of(command));
        deleting.add("-l");
        run("", deleting.toArray(String[]::new));
        assertThat(mailboxes.uids("alice")).containsExactly("uid2");
    }

    @Test
    void curlIsToldOfAWrongPassword() throws Exception {
        assumeInstalled("curl");
        Process process = new ProcessBuilder(
                        "curl", "-sS", "--cacert", ca(), "-u", "alice:wrong", url("pop3s", server.tlsPort(), "/"))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(67);
    }

    @Test
    void pythonReadsAndDeletes() throws Exception {
        Path script = folder.resolve("read.py");
        Files.writeString(script, """
                import poplib, ssl, sys
                tls = ssl.create_default_context(cafile=sys.argv[3])
                pop = poplib.POP3("127.0.0.1", int(sys.argv[1]), timeout=20)
                assert "STLS" in pop.capa(), pop.capa()
                pop.stls(tls)
                assert "PLAIN" in pop.capa()["SASL"]
                pop.utf8()
                pop.user("alice")
                pop.pass_("%s")
                count, octets = pop.stat()
                assert count == 2
                assert pop.list()[1] == [b"1 %%d" %% (octets / 2), b"2 %%d" %% (octets / 2)], pop.list()
                assert pop.uidl(2) == b"+OK 2 uid2"
                assert pop.retr(1)[1][-2:] == [b".Hello one.", b"."], pop.retr(1)
                assert pop.top(2, 0)[1][-1] == b""
                pop.dele(1)
                pop.rset()
                pop.dele(2)
                pop.noop()
                pop.quit()
                pop = poplib.POP3_SSL("127.0.0.1", int(sys.argv[2]), context=tls, timeout=20)
                pop.apop("alice", "%s")
                assert pop.stat()[0] == 1
                pop.quit()
                """.formatted(PASSWORD, PASSWORD));
        run(
                "",
                "python3",
                script.toString(),
                String.valueOf(server.stlsPort()),
                String.valueOf(server.tlsPort()),
                ca());
        assertThat(mailboxes.uids("alice")).containsExactly("uid1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslproto TLS1.2+", "ssl"})
    void fetchmailFetchesAndDeletes(String tls) throws Exception {
        int port = tls.equals("ssl") ? server.tlsPort() : server.stlsPort();
        Path fetched = folder.resolve("fetched");
        Path rc = secretFile("fetchmailrc", """
                poll localhost via 127.0.0.1 proto pop3 service %d
                  user "alice" password "%s" %s sslcertck sslcertfile "%s" sslcommonname "localhost"
                  mda "cat >> %s"
                """.formatted(port, PASSWORD, tls, ca(), fetched));
        run(
                "",
                "fetchmail",
                "-f",
                rc.toString(),
                "--nosyslog",
                "--pidfile",
                folder.resolve("pid").toString());
        assertThat(Files.readString(fetched)).contains("Subject: one").contains(".Hello two.");
        assertThat(mailboxes.uids("alice")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SimplePOP3SSLRetriever", "BrokenUIDLPOP3SSLRetriever"})
    void getmailFetchesAndDeletes(String retriever) throws Exception {
        Path fetched = folder.resolve("fetched");
        secretFile("getmailrc", """
                [retriever]
                type = %s
                server = 127.0.0.1
                port = %d
                username = alice
                password = %s
                ca_certs = %s
                [destination]
                type = MDA_external
                path = /bin/sh
                arguments = ("-c", "cat >> %s")
                allow_root_commands = true
                [options]
                delete = true
                """.formatted(retriever, server.tlsPort(), PASSWORD, ca(), fetched));
        run("", "getmail", "--getmaildir", folder.toString());
        assertThat(Files.readString(fetched)).contains("Subject: one").contains(".Hello two.");
        assertThat(mailboxes.uids("alice")).isEmpty();
    }

    /** By SCRAM-SHA-256, which mutt with GNU SASL likes best. */
    @Test
    void muttShowsAndDeletesUnderTls() throws Exception {
        assumeInstalled("mutt");
        Path copy = folder.resolve("copy");
        Path rc = secretFile("muttrc", """
                set ssl_ca_certificates_file="%s" certificate_file="%s/accepted" folder="%s" spoolfile="%s/spool"
                set pop_user=alice pop_pass="%s" delete=yes quit=yes confirmappend=no confirmcreate=no mbox_type=mbox
                push "<tag-pattern>~A<enter><tag-prefix><copy-message>%s<enter><delete-pattern>~A<enter><quit>"
                """.formatted(ca(), folder, folder, folder, PASSWORD, copy));
        String mailbox = "pops://alice@localhost:" + server.tlsPort() + "/";
        String said = run("", "script", "-qec", "mutt -n -F " + rc + " -f " + mailbox, "/dev/null");
        assertThat(copy).as(said).content().contains("Subject: one").contains(".Hello two.");
        assertThat(mailboxes.uids("alice")).isEmpty();
    }

    @Test
    void sNailShowsAMessageUnderTls() throws Exception {
        secretFile("mailrc", "");
        String said = run(
                "print 2\nexit\n",
                "s-nail",
                "-n",
                "-Sv15-compat",
                "-Stls-ca-no-defaults",
                "-Stls-ca-file=" + ca(),
                "-Stls-verify=strict",
                "-Spop3-auth=plain",
                "-f",
                "pop3s://alice:" + PASSWORD + "@localhost:" + server.tlsPort());
        assertThat(said).contains(".Hello two.");
    }

    @Test
    void opensslSpeaksStls() throws Exception {
        String said = run(
                "user alice\npass " + PASSWORD + "\nstat\nquit\n",
                "openssl",
                "s_client",
                "-quiet",
                "-crlf",
                "-starttls",
                "pop3",
                "-CAfile",
                ca(),
                "-verify_return_error",
                "-connect",
                "127.0.0.1:" + server.stlsPort());
        assertThat(said).contains("+OK 2 messages").contains("+OK mail.lab closes the connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop3 PLAIN", "pop3 LOGIN", "pop3 APOP", "pop3s PLAIN", "pop3s LOGIN"})
    void angusMailReadsAndDeletes(String way) throws Exception {
        String protocol = way.split(" ")[0];
        String login = way.split(" ")[1];
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "ssl.socketFactory", trustingSocketFactory());
        properties.put(prefix + "starttls.enable", "true");
        properties.put(prefix + "starttls.required", String.valueOf(protocol.equals("pop3")));
        properties.put(prefix + "apop.enable", String.valueOf(login.equals("APOP")));
        if (!login.equals("APOP")) {
            properties.put(prefix + "auth.mechanisms", login);
        }
        Session session = Session.getInstance(properties);
        int port = protocol.equals("pop3s") ? server.tlsPort() : server.stlsPort();
        try (Store store = session.getStore(protocol)) {
            store.connect("127.0.0.1", port, "alice", PASSWORD);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                Message[] messages = inbox.getMessages();
                assertThat(messages).hasSize(2);
                assertThat(((POP3Folder) inbox).getUID(messages[0])).isEqualTo("uid1");
                assertThat(messages[1].getSubject()).isEqualTo("two");
                assertThat(messages[1].getContent().toString()).isEqualTo(".Hello two.\r\n.\r\n");
                messages[1].setFlag(Flags.Flag.DELETED, true);
            }
        }
        assertThat(mailboxes.uids("alice")).containsExactly("uid1");
    }

    private SSLSocketFactory trustingSocketFactory() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("lab", server.caCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    @Test
    void aMessageLargerThanAllBuffersArrivesWhole() throws Exception {
        mail("Subject: large\r\n\r\n" + (".".repeat(70) + "\r\n").repeat(100_000));
        String[] command = {
            "curl", "-sS", "--cacert", ca(), "-u", "alice:" + PASSWORD, url("pop3s", server.tlsPort(), "/3")
        };
        assertThat(run("", command)).hasSize("Subject: large\r\n\r\n".length() + 72 * 100_000);
    }
}
