package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import labwire.smtp.message.MessageView;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The clients that a user would try first, with the command lines of README.md, against the server on real sockets. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RealClientsTest {

    @TempDir
    Path folder;

    private TestMailServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestMailServer(folder);
        Files.writeString(folder.resolve("ca.pem"), server.caCertificatePem());
        Files.writeString(folder.resolve("message.eml"), "Subject: by curl\r\n\r\nHello.\r\n");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** The line of README.md that starts like this, with our ports and files in it. */
    private List<String> readmeCommand(String start) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith(start))
                .toList();
        assertThat(lines).as("lines of README.md that start with %s", start).hasSize(1);
        String program = start.split(" ")[0];
        ExternalProgram.assumeInstalled(program);
        return new ArrayList<>(List.of(lines.get(0)
                .replace("127.0.0.1:2525", "127.0.0.1:" + server.address().getPort())
                .replace("127.0.0.1:2465", "127.0.0.1:" + server.tlsAddress().getPort())
                .replace("ca.pem", folder.resolve("ca.pem").toString())
                .replace("message.eml", folder.resolve("message.eml").toString())
                .split(" ")));
    }

    @Test
    void everyCommandOfTheReadmeIsRunHere() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String commands = readme.substring(readme.indexOf("```console\n") + "```console\n".length());
        assertThat(commands.substring(0, commands.indexOf("```")).lines().map(line -> line.split(" ")[0]))
                .containsExactly("openssl", "openssl", "swaks", "curl");
    }

    @Test
    void opensslTypesTheDialogueAfterStartTls() throws Exception {
        try (TypedProgram openssl = new TypedProgram(readmeCommand("openssl s_client -starttls smtp"))) {
            openssl.await("Verify return code: 0 (ok)");
            typeTheDialogue(openssl);
        }
        assertTypedMessageIsKept();
    }

    @Test
    void opensslTypesTheDialogueUnderImplicitTls() throws Exception {
        try (TypedProgram openssl = new TypedProgram(readmeCommand("openssl s_client -crlf"))) {
            openssl.await("220 mail.lab ESMTP Labwire");
            typeTheDialogue(openssl);
        }
        assertTypedMessageIsKept();
    }

    private static void typeTheDialogue(TypedProgram openssl) throws Exception {
        openssl.type("helo naver.ac.kr");
        openssl.await("250 mail.lab");
        openssl.type("mail from: <w10sim@naver.com>");
        openssl.await("250 2.1.0 Sender ok");
        openssl.type("rcpt to: <w10sim@naver.com>");
        openssl.await("250 2.1.5 Recipient ok");
        openssl.type("data");
        openssl.await("354 ");
        openssl.type("To: w10sim@naver.com");
        openssl.type("From: w10sim@naver.com");
        openssl.type("Subject: mail test");
        openssl.type("Message-ID: <Rp4WnLakyLrOuNp9N067XncNQgzkYx@naver.com>");
        openssl.type("");
        openssl.type("Hello this is SMTP test.");
        openssl.type(".");
        openssl.await("250 2.0.0 Ok, kept as ");
        openssl.type("quit");
        openssl.await("221 2.0.0 mail.lab closes the connection");
        openssl.awaitEnd();
        assertThat(openssl.exitStatus()).isZero();
    }

    private void assertTypedMessageIsKept() throws IOException {
        List<MailSummary> mails = server.store().list(10);
        assertThat(mails).hasSize(1);
        MailSummary mail = mails.get(0);
        assertThat(mail.subject()).isEqualTo("mail test");
        assertThat(mail.envelope().senderText()).isEqualTo("w10sim@naver.com");
        assertThat(mail.tls()).hasValueSatisfying(tls -> assertThat(tls).contains("TLSv1.3"));
        MessageView view = MessageView.of(server.store().content(mail.id()).orElseThrow());
        assertThat(view.text()).isEqualTo("Hello this is SMTP test.\r\n");
        assertThat(view.header("Message-ID")).isEqualTo("<Rp4WnLakyLrOuNp9N067XncNQgzkYx@naver.com>");
    }

    @Test
    void aRenegotiationThatTheClientBeginsIsRefused() throws Exception {
        List<String> command = readmeCommand("openssl s_client -starttls smtp");
        command.add("-tls1_2");
        try (TypedProgram openssl = new TypedProgram(command)) {
            openssl.await("Verify return code: 0 (ok)");
            openssl.type("noop");
            openssl.await("250 2.0.0 Nothing done, gladly");
            openssl.type("R");
            openssl.await("RENEGOTIATING");
            // A refusal may be an alert and the end, or an alert and no more; it is never a second handshake.
            openssl.type("noop");
            String shown = openssl.awaitEnd();
            assertThat(shown.substring(shown.indexOf("RENEGOTIATING"))).doesNotContain("250 ");
        }
    }

    @Test
    void swaksSendsWithStartTlsAndPipelining() throws Exception {
        List<String> command = readmeCommand("swaks ");
        command.addAll(List.of("--ehlo", "pc1.lab", "--header", "Subject: by swaks"));
        var outcome = ExternalProgram.run(command);
        assertThat(outcome.exitStatus()).as(outcome.output()).isZero();
        assertKeptOverTls("by swaks");
    }

    @Test
    void curlUploadsAMessageWithStartTls() throws Exception {
        var outcome = ExternalProgram.run(readmeCommand("curl "));
        assertThat(outcome.exitStatus()).as(outcome.output()).isZero();
        assertKeptOverTls("by curl");
    }

    @Test
    void pythonSendsWithStartTls() throws Exception {
        ExternalProgram.assumeInstalled("python3");
        Path script = folder.resolve("send.py");
        Files.writeString(script, """
                import smtplib, ssl, sys
                with smtplib.SMTP("127.0.0.1", int(sys.argv[1]), local_hostname="pc1.lab", timeout=20) as smtp:
                    smtp.starttls(context=ssl.create_default_context(cafile=sys.argv[2]))
                    refused = smtp.sendmail("a@example.com", ["b@example.com"], "Subject: by python\\n\\n.Hello.\\n")
                    assert refused == {}, refused
                """);
        var outcome = ExternalProgram.run(List.of(
                "python3",
                script.toString(),
                String.valueOf(server.address().getPort()),
                folder.resolve("ca.pem").toString()));
        assertThat(outcome.exitStatus()).as(outcome.output()).isZero();
        assertKeptOverTls("by python");
    }

    private void assertKeptOverTls(String subject) {
        assertThat(server.store().list(10)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo(subject);
            assertThat(mail.tls()).isPresent();
        });
    }
}
