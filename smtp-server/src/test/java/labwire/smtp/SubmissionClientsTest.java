package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import labwire.smtp.message.MessageView;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The mail programs of users, under the policy <em>domains</em>: each submits with STARTTLS and with TLS from the start,
 * verifies the certificate, and logs in by each mechanism that it knows.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SubmissionClientsTest {

    private static final String ALICE = "alice@labwire.test";
    private static final String BOB = "bob@labwire.test";
    private static final int SECONDS = 30;
    private static final String TEXT = "From: " + ALICE + "\r\nTo: " + BOB + "\r\nSubject: from a user\r\n"
            + "Date: Sun, 22 Nov 2026 08:00:00 +0000\r\n\r\n.Hello.\r\n";

    @TempDir
    Path folder;

    private TestMailSystem server;

    @BeforeEach
    void start() throws Exception {
        server = new TestMailSystem(folder, TestMailSystem.domains());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private ExternalProgram.Outcome run(String input, List<String> command) throws Exception {
        return ExternalProgram.run(folder, input, SECONDS, command);
    }

    private void succeeds(String input, List<String> command) throws Exception {
        var outcome = run(input, command);
        assertThat(outcome.exitStatus())
                .as(
                        "%s: %s%s",
                        command, outcome.output(), server.system().sessions().list(2))
                .isZero();
    }

    private String port(String listener) {
        return String.valueOf(server.port(listener));
    }

    private Path secretFile(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** The message that came, submitted under TLS by alice for bob. */
    private MailSummary submitted(String subject) throws Exception {
        MailSummary mail = server.await(any -> true);
        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(mail.user()).contains("alice");
        assertThat(mail.tls()).hasValueSatisfying(tls -> assertThat(tls).contains("TLSv1."));
        assertThat(mail.envelope().senderText()).isEqualTo(ALICE);
        assertThat(mail.mailboxes()).containsExactly("bob");
        return mail;
    }

    private String text(MailSummary mail) throws IOException {
        return MessageView.of(server.system().store().content(mail.id()).orElseThrow())
                .text();
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN,submission,--tls",
        "LOGIN,submission,--tls",
        "CRAM-MD5,submission,--tls",
        "PLAIN,submissions,--tls-on-connect"
    })
    void swaks(String mechanism, String listener, String tls) throws Exception {
        if (mechanism.equals("CRAM-MD5")) {
            assumePerlModule("Digest::HMAC_MD5");
        }
        succeeds(
                "",
                swaksCommand(
                        listener,
                        tls,
                        "--auth",
                        mechanism,
                        "--auth-user",
                        "alice",
                        "--auth-password",
                        TestMailSystem.PASSWORD));
        assertThat(text(submitted("by swaks"))).contains("This is a test mailing");
    }

    private void assumePerlModule(String module) throws Exception {
        Assumptions.assumeTrue(
                run("", List.of("perl", "-M" + module, "-e", "1")).exitStatus() == 0,
                "Perl's " + module + " is not installed");
    }

    private List<String> swaksCommand(String listener, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "swaks",
                "--server",
                "localhost:" + port(listener),
                "--pipeline",
                "--from",
                ALICE,
                "--to",
                BOB,
                "--ehlo",
                "pc1.labwire.test",
                "--header",
                "Subject: by swaks",
                "--tls-verify",
                "--tls-ca-path",
                server.caFile()));
        command.addAll(List.of(options));
        return command;
    }

    @Test
    void swaksIsToldToLogInFirst() throws Exception {
        var outcome = run("", swaksCommand("submission", "--tls"));
        assertThat(outcome.exitStatus()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains("530 5.7.0 ");
    }

    @Test
    void swaksFindsNoPlaintextLogInWithoutTls() throws Exception {
        var outcome = run(
                "",
                swaksCommand(
                        "submission",
                        "--auth",
                        "PLAIN",
                        "--auth-user",
                        "alice",
                        "--auth-password",
                        TestMailSystem.PASSWORD));
        assertThat(outcome.exitStatus()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).doesNotContain("235 ").doesNotContain("AUTH PLAIN LOGIN");
    }

    @Test
    void swaksIsToldOfAWrongPassword() throws Exception {
        var outcome = run(
                "",
                swaksCommand(
                        "submission", "--tls", "--auth", "PLAIN", "--auth-user", "alice", "--auth-password", "wrong"));
        assertThat(outcome.exitStatus()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains("535 5.7.8 ");
    }

    @ParameterizedTest
    @CsvSource({"PLAIN,smtp,submission", "LOGIN,smtp,submission", "CRAM-MD5,smtp,submission", "PLAIN,smtps,submissions"
    })
    void curl(String mechanism, String scheme, String listener) throws Exception {
        succeeds(
                TEXT,
                List.of(
                        "curl",
                        "-sS",
                        "--ssl-reqd",
                        "--cacert",
                        server.caFile(),
                        "-u",
                        "alice:" + TestMailSystem.PASSWORD,
                        "--login-options",
                        "AUTH=" + mechanism,
                        "--mail-from",
                        ALICE,
                        "--mail-rcpt",
                        BOB,
                        "-T",
                        "-",
                        scheme + "://localhost:" + port(listener)));
        assertThat(text(submitted("from a user"))).isEqualTo(".Hello.\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "plain,submission",
        "login,submission",
        "cram-md5,submission",
        "scram-sha-256,submission",
        "plain,submissions"
    })
    void msmtp(String mechanism, String listener) throws Exception {
        ExternalProgram.assumeInstalled("msmtp");
        Assumptions.assumeTrue(
                run("", List.of("msmtp", "--version")).output().contains(mechanism),
                "msmtp was built without " + mechanism);
        Path settings = secretFile("msmtprc", """
                account default
                host localhost
                port %s
                tls on
                tls_starttls %s
                tls_trust_file %s
                auth %s
                user alice
                password "%s"
                from %s
                """.formatted(
                        port(listener),
                        listener.equals("submission") ? "on" : "off",
                        server.caFile(),
                        mechanism,
                        TestMailSystem.PASSWORD,
                        ALICE));
        succeeds(TEXT, List.of("msmtp", "-C", settings.toString(), BOB));
        submitted("from a user");
    }

    @ParameterizedTest
    @CsvSource({"submission,plain", "submission,login", "submission,cram-md5", "submissions,plain"})
    void sNail(String listener, String mechanism) throws Exception {
        String password = TestMailSystem.PASSWORD.replace(" ", "%20");
        String scheme = listener.equals("submission") ? "smtp" : "smtps";
        succeeds(
                ".Hello.\n",
                List.of(
                        "s-nail",
                        "-n",
                        "-Sv15-compat",
                        "-Stls-ca-no-defaults",
                        "-Stls-ca-file=" + server.caFile(),
                        "-Stls-verify=strict",
                        "-Ssmtp-use-starttls",
                        "-Ssmtp-auth=" + mechanism,
                        "-Smta=" + scheme + "://alice:" + password + "@localhost:" + port(listener),
                        "-Sfrom=" + ALICE,
                        "-r",
                        ALICE,
                        "-Ssendwait",
                        "-s",
                        "by s-nail",
                        BOB));
        assertThat(text(submitted("by s-nail"))).isEqualTo(".Hello.\r\n");
    }

    /** By SCRAM-SHA-256, which mutt with GNU SASL likes best. */
    @ParameterizedTest
    @ValueSource(strings = {"submission", "submissions"})
    void mutt(String listener) throws Exception {
        String scheme = listener.equals("submission") ? "smtp" : "smtps";
        Path settings = secretFile(
                "muttrc", """
                set ssl_ca_certificates_file="%s" ssl_starttls=yes ssl_force_tls=yes record=""
                set smtp_url="%s://alice@localhost:%s/" smtp_pass="%s" from="%s" use_envelope_from=yes copy=no
                """.formatted(server.caFile(), scheme, port(listener), TestMailSystem.PASSWORD, ALICE));
        succeeds("Grüße.\n", List.of("mutt", "-n", "-F", settings.toString(), "-s", "by mutt", BOB));
        submitted("by mutt");
    }

    @Test
    void pythonsSmtplibByEachMechanismAndWithInternationalAddresses() throws Exception {
        Path script = Files.writeString(folder.resolve("submit.py"), """
                import smtplib, ssl, sys
                from email.message import EmailMessage
                from email.policy import SMTPUTF8
                port, tls_port, ca, password, alice, bob = sys.argv[1:]
                tls = ssl.create_default_context(cafile=ca)
                def message(subject):
                    m = EmailMessage()
                    m["From"], m["To"], m["Subject"] = alice, bob, subject
                    m.set_content(".Grüße.\\n")
                    m.add_attachment(b"\\0\\r\\n.\\r\\n", maintype="application", subtype="octet-stream", filename="x")
                    return m
                for mechanism in ["auth_plain", "auth_login", "auth_cram_md5"]:
                    with smtplib.SMTP("localhost", int(port), timeout=20) as smtp:
                        smtp.starttls(context=tls)
                        smtp.ehlo()
                        smtp.user, smtp.password = "alice", password
                        name = mechanism[5:].upper().replace("_", "-")
                        assert smtp.auth(name, getattr(smtp, mechanism))[0] == 235
                        assert smtp.send_message(message(mechanism)) == {}
                with smtplib.SMTP_SSL("localhost", int(tls_port), context=tls, timeout=20) as smtp:
                    smtp.login("alice", password)
                    assert smtp.has_extn("smtputf8")
                    m = EmailMessage(policy=SMTPUTF8)
                    m["From"], m["To"], m["Subject"] = alice, "bob+größe@labwire.test", "Grüße"
                    m.set_content("Grüße\\n", cte="8bit")
                    assert smtp.send_message(m) == {} # With SMTPUTF8, by itself.
                    try:
                        smtp.sendmail(alice, ["nobody@labwire.test"], "x")
                        sys.exit("accepted")
                    except smtplib.SMTPRecipientsRefused as e:
                        assert e.recipients["nobody@labwire.test"][0] == 550, e.recipients
                """);
        succeeds(
                "",
                List.of(
                        "python3",
                        script.toString(),
                        port("submission"),
                        port("submissions"),
                        server.caFile(),
                        TestMailSystem.PASSWORD,
                        ALICE,
                        BOB));
        server.await(mail -> mail.subject().equals("Grüße"));
        assertThat(server.system().store().list(10))
                .extracting(MailSummary::subject)
                .containsExactly("auth_plain", "auth_login", "auth_cram_md5", "Grüße");
        assertThat(server.system().store().list(10)).allSatisfy(mail -> {
            assertThat(mail.user()).contains("alice");
            assertThat(mail.mailboxes()).containsExactly("bob");
            assertThat(text(mail)).contains("Grüße");
        });
    }

    @ParameterizedTest
    @CsvSource({"smtp,submission,PLAIN", "smtp,submission,LOGIN", "smtps,submissions,PLAIN", "smtps,submissions,LOGIN"})
    void angusMail(String protocol, String listener, String mechanism) throws Exception {
        send(protocol, listener, mechanism, TestMailSystem.PASSWORD);
        assertThat(text(submitted("by angus-mail"))).isEqualTo(".Hello.\r\n.\r\nThere.\r\n");
    }

    @Test
    void angusMailIsToldOfAWrongPassword() {
        assertThatThrownBy(() -> send("smtps", "submissions", "PLAIN", "wrong"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("535");
    }

    private void send(String protocol, String listener, String mechanism, String password) throws Exception {
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put(prefix + "ssl.socketFactory", server.clientContext().getSocketFactory());
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "starttls.enable", String.valueOf(protocol.equals("smtp")));
        properties.put(prefix + "starttls.required", String.valueOf(protocol.equals("smtp")));
        properties.put(prefix + "auth.mechanisms", mechanism);
        properties.put(prefix + "timeout", "20000");
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(ALICE);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(BOB));
        message.setSubject("by angus-mail");
        message.setText(".Hello.\r\n.\r\nThere.");
        try (Transport transport = session.getTransport(protocol)) {
            transport.connect("localhost", server.port(listener), "alice", password);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }
}
