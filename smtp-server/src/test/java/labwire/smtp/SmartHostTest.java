package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.smtp.auth.Mechanism;
import labwire.smtp.client.Credentials;
import labwire.smtp.client.TlsPolicy;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.relay.RelaySettings;
import labwire.smtp.relay.SmartHost;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.store.MailSummary;
import labwire.smtp.trace.TranscriptLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail that is released by hand and leaves by a smart host, which knows one mechanism only. */
class SmartHostTest {

    private static final String BOB = "bob@" + TestMailSystem.DOMAIN;

    @TempDir
    Path folder;

    private static RelaySettings by(TestMailSystem server) {
        return RelaySettings.DEFAULTS.withSmartHost(new SmartHost(
                "smart.test",
                server.port("submission"),
                false,
                TlsPolicy.REQUIRED,
                Optional.of(new Credentials("alice", TestMailSystem.PASSWORD))));
    }

    private TestMailSystem start(String name, MailSettings settings) throws Exception {
        return new TestMailSystem(Files.createDirectory(folder.resolve(name)), settings);
    }

    private static MailSummary send(TestMailSystem mail, String recipient) throws Exception {
        try (SmtpTestClient client = new SmtpTestClient(
                Objects.requireNonNull(mail.system().addresses().get("smtp")))) {
            client.expect("220").say("EHLO client.example").expect("250");
            client.say("MAIL FROM:<carol@example.com>").expect("250");
            client.say("RCPT TO:<" + recipient + ">").expect("250");
            client.say("DATA").expect("354");
            client.say("Subject: to be released\r\n\r\ntext\r\n.").expect("250");
        }
        return mail.await(message -> message.subject().equals("to be released"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mechanism.class,
            names = {"SCRAM_SHA_256", "CRAM_MD5", "PLAIN", "LOGIN"})
    void aReleasedMessageLeavesByWhateverMechanismTheSmartHostKnows(Mechanism mechanism) throws Exception {
        try (TestMailSystem smart = start(
                        "smart",
                        TestMailSystem.domains(RelaySettings.DEFAULTS, SmtpLimits.DEFAULTS, EnumSet.of(mechanism)));
                TestMailSystem mail =
                        start("mail", TestMailSystem.domains(by(smart), SmtpLimits.DEFAULTS, Mechanism.usual()))) {
            MailSummary kept = send(mail, BOB);
            String queued = mail.system()
                    .release(kept, List.of(MailAddress.of(BOB)), ImmediateEventExecutor.INSTANCE)
                    .get(10, TimeUnit.SECONDS);
            assertThat(queued).isNotEqualTo(kept.id());

            MailSummary arrived =
                    smart.await(message -> message.envelope().addresses().contains(MailAddress.of(BOB)));
            assertThat(arrived.user()).contains("alice");
            assertThat(arrived.tls()).isPresent();
            assertThat(arrived.envelope().sender()).contains(MailAddress.of("carol@example.com"));
            assertThat(smart.content(arrived))
                    .contains("Subject: to be released\r\n\r\ntext\r\n")
                    .containsOnlyOnce("Return-Path:");
            assertThat(smart.system().sessions().list(10))
                    .flatExtracting(session ->
                            session.lines().stream().map(TranscriptLine::text).toList())
                    .anyMatch(line -> line.startsWith("AUTH " + mechanism.text()));
        }
    }

    @Test
    void whatIsGoneCannotBeReleased() throws Exception {
        try (TestMailSystem mail = start("mail", TestMailSystem.domains())) {
            MailSummary kept = send(mail, BOB);
            mail.system().store().delete(List.of(kept.id()));
            assertThatThrownBy(() ->
                            mail.system().release(kept, List.of(MailAddress.of(BOB)), ImmediateEventExecutor.INSTANCE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("message " + kept.id() + " (expected: one that is still there)");
        }
    }
}
