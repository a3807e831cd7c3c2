package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import labwire.smtp.message.MessageView;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients that a user would try first, against the server on a real socket. */
class RealClientsTest {

    private static final String TYPED = """
            helo naver.ac.kr
            mail from: <w10sim@naver.com>
            rcpt to: <w10sim@naver.com>
            data
            To: w10sim@naver.com
            From: w10sim@naver.com
            Subject: mail test
            Message-ID: <Rp4WnLakyLrOuNp9N067XncNQgzkYx@naver.com>

            Hello this is SMTP test.
            .
            quit
            """;

    @TempDir
    Path folder;

    private TestMailServer server;
    private Path ca;

    @BeforeEach
    void start() throws Exception {
        server = new TestMailServer(folder);
        ca = folder.resolve("ca.pem");
        Files.writeString(ca, server.caCertificatePem());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void opensslTypesTheDialogueAfterStartTls() throws Exception {
        ExternalProgram.assumeInstalled("openssl");
        var outcome = ExternalProgram.run(
                TYPED,
                "openssl",
                "s_client",
                "-starttls",
                "smtp",
                "-crlf",
                "-ign_eof",
                "-CAfile",
                ca.toString(),
                "-verify_return_error",
                "-connect",
                "127.0.0.1:" + server.address().getPort());
        assertTypedDialogueWasAnswered(outcome);
    }

    @Test
    void opensslTypesTheDialogueUnderImplicitTls() throws Exception {
        ExternalProgram.assumeInstalled("openssl");
        var outcome = ExternalProgram.run(
                TYPED,
                "openssl",
                "s_client",
                "-crlf",
                "-ign_eof",
                "-CAfile",
                ca.toString(),
                "-verify_return_error",
                "-connect",
                "127.0.0.1:" + server.tlsAddress().getPort());
        assertTypedDialogueWasAnswered(outcome);
        assertThat(outcome.output()).contains("220 mail.lab ESMTP Labwire");
    }

    private void assertTypedDialogueWasAnswered(ExternalProgram.Outcome outcome) throws Exception {
        assertThat(outcome.output())
                .containsSubsequence(
                        "Verify return code: 0 (ok)",
                        "250 mail.lab",
                        "250 2.1.0 Sender ok",
                        "250 2.1.5 Recipient ok",
                        "354 ",
                        "250 2.0.0 Ok, kept as ",
                        "221 2.0.0 ");
        assertThat(outcome.exitStatus()).isZero();
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
    void swaksSendsWithStartTlsAndPipelining() throws Exception {
        ExternalProgram.assumeInstalled("swaks");
        var outcome = ExternalProgram.run(
                "",
                "swaks",
                "--server",
                "127.0.0.1:" + server.address().getPort(),
                "--tls",
                "--tls-ca-path",
                ca.toString(),
                "--tls-verify",
                "--pipeline",
                "--ehlo",
                "pc1.lab",
                "--from",
                "alice@example.com",
                "--to",
                "bob@example.com,carol@example.com",
                "--header",
                "Subject: by swaks");
        assertThat(outcome.exitStatus()).as(outcome.output()).isZero();
        assertThat(server.store().list(10)).extracting(MailSummary::subject).containsExactly("by swaks");
    }
}
