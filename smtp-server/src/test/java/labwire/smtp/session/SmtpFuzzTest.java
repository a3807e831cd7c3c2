package labwire.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import labwire.smtp.FuzzCorpus;
import labwire.smtp.auth.Mechanism;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.Secret;
import labwire.smtp.auth.User;
import labwire.smtp.auth.UserTable;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.protocol.ProxyPeers;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.protocol.SmtpServerInitializer;
import labwire.smtp.protocol.SmtpServices;
import labwire.smtp.store.MailStore;
import labwire.smtp.store.MailSummary;
import labwire.tls.SeededSecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client sends, nothing is thrown, every line of the server's is one of SMTP, and the octets mean the same
 * however they are cut; and what is in a message never becomes a command. {@code mvn verify} replays the dialogues and the
 * inputs beside this class; {@code mvn verify -Psoak} lets Jazzer look for others, for ten minutes.
 */
class SmtpFuzzTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private static final List<Role> ROLES = List.of(Role.values());
    private static final String ENVELOPE =
            "HELO pc1.lab\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n";
    private static final SmtpLimits LIMITS = SmtpLimits.DEFAULTS.withMaxMessageBytes(2_000);

    /** @param input the first octet chooses the kind of server, the others are sent to it */
    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    @DictionaryEntries({
        "EHLO pc1.lab\\x0d\\x0a",
        "LHLO pc1.lab\\x0d\\x0a",
        "MAIL FROM:<a@lab> SIZE=1 BODY=BINARYMIME SMTPUTF8 RET=HDRS ENVID=x BY=120;R HOLDFOR=60 REQUIRETLS AUTH=<>\\x0d\\x0a",
        "RCPT TO:<b@lab> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b@lab\\x0d\\x0a",
        "DATA\\x0d\\x0a",
        "BDAT 4\\x0d\\x0a",
        "BDAT 5 LAST\\x0d\\x0ahello",
        "\\x0d\\x0a.\\x0d\\x0a",
        "AUTH PLAIN AGFsaWNlAHdvbmRlcg==\\x0d\\x0a",
        "AUTH SCRAM-SHA-256 biwsbj1hbGljZSxyPXh5eg==\\x0d\\x0a",
        "AUTH CRAM-MD5\\x0d\\x0a",
        "STARTTLS\\x0d\\x0a",
        "RSET\\x0d\\x0a",
        "VRFY b\\x0d\\x0a",
        "QUIT\\x0d\\x0a"
    })
    void everyInputIsAnswered(byte[] input) throws IOException {
        checkAnswers(input);
    }

    @Test
    void everyDialogueIsAnswered() throws IOException, URISyntaxException {
        List<Dialogue> dialogues = DialogueTest.dialogues().toList();
        assertThat(dialogues).hasSizeGreaterThan(10);
        for (Dialogue dialogue : dialogues) {
            StringBuilder text = new StringBuilder();
            dialogue.lines().stream().filter(Dialogue.Line::fromClient).forEach(line -> text.append(line.text()));
            for (int role = 0; role < ROLES.size(); role++) {
                checkAnswers(((char) role + text.toString()).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void everyInputOfTheCorpusIsAnswered() throws IOException, URISyntaxException {
        for (byte[] input : FuzzCorpus.of(SmtpFuzzTest.class, "everyInputIsAnswered")) {
            checkAnswers(input);
        }
    }

    private static void checkAnswers(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Role role = ROLES.get(Math.floorMod(input[0], ROLES.size()));
        String octets = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1);
        List<String> answers = new Server(role).answers(List.of(octets));
        for (String answer : answers) {
            assertThat(answer).matches("[2-5][0-5][0-9][ -][ -~]*").doesNotContain("fault of its own");
        }
        assertThat(answers).first().asString().startsWith("220 ");
        // What comes in one piece with STARTTLS is an injection; what comes behind it is taken for a handshake.
        if (!octets.toUpperCase(Locale.ROOT).contains("STARTTLS")) {
            List<String> pieces = octets.chars().mapToObj(Character::toString).toList();
            assertThat(new Server(role).answers(pieces)).isEqualTo(answers);
        }
    }

    /** One server and one session. */
    private static final class Server {
        private final MailStore store = MailStore.open(new SimulatedDisk(), Runnable::run, CLOCK);
        private final Line line;

        Server(Role role) throws IOException {
            UserTable users = UserTable.of(List.of(new User("alice", new Secret.Plain("wonder"))));
            SmtpServices services = SmtpServices.of(
                            manner -> TestTls.server().newEngine(),
                            Runnable::run,
                            CLOCK,
                            new SessionIds(new SplittableRandom(1)))
                    .withSasl(Sasl.of(users, EnumSet.allOf(Mechanism.class), SeededSecureRandom.of(1)));
            AuthMode auth = role == Role.SUBMISSION ? AuthMode.REQUIRED : AuthMode.OPTIONAL;
            line = new PlainLine(new EmbeddedChannel(new SmtpServerInitializer(
                    new SessionProfile("mail.lab", role, TlsMode.STARTTLS, false, auth, true, LIMITS),
                    ProxyPeers.NONE,
                    services,
                    store,
                    new SessionRegister(1))));
        }

        List<String> answers(List<String> pieces) {
            List<String> answers = new ArrayList<>(line.answers());
            pieces.forEach(line::send);
            answers.addAll(line.answers());
            line.release();
            return answers;
        }
    }

    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    @DictionaryEntries({
        "\\x0d\\x0a",
        "\\x0a.\\x0d\\x0a",
        "\\x0d\\x0a.\\x0a",
        "\\x0d.\\x0d",
        "\\x0a.\\x0a",
        "\\x0d\\x0a.\\x0d",
        "\\x00",
        "\\x0d\\x0a..\\x0d\\x0a",
        "MAIL FROM:<evil@lab>\\x0d\\x0a"
    })
    void textNeverBecomesCommands(byte[] text) throws IOException {
        checkText(text);
    }

    @Test
    void theCorpusNeverBecomesCommands() throws IOException, URISyntaxException {
        for (byte[] text : FuzzCorpus.of(SmtpFuzzTest.class, "textNeverBecomesCommands")) {
            checkText(text);
        }
    }

    /** Without the one true end in it, and with one behind it, text is one message or none. */
    private static void checkText(byte[] input) throws IOException {
        String text = "\r\n" + new String(input, StandardCharsets.ISO_8859_1);
        while (text.contains("\r\n.\r\n")) {
            text = text.replace("\r\n.\r\n", "\r\n");
        }
        // Behind a last CR the dot's line end would be another one, and so would "\r\n." before "\r\n".
        String sent = text.substring(2) + (text.endsWith("\r") || text.endsWith("\r\n.") ? "x" : "") + "\r\n";
        Server server = new Server(Role.MX);
        List<String> answers = server.answers(List.of(ENVELOPE, sent, ".\r\n", "NOOP\r\n"));
        assertThat(answers).hasSize(7);
        assertThat(answers.get(4)).startsWith("354 ");
        assertThat(answers.get(5)).matches("(250|550|552|554) .*");
        assertThat(answers.get(6)).startsWith("250 2.0.0 ");
        List<MailSummary> kept = server.store.list(10);
        assertThat(kept).hasSize(answers.get(5).startsWith("250 ") ? 1 : 0);
        for (MailSummary mail : kept) {
            String content = new String(server.store.content(mail.id()).orElseThrow(), StandardCharsets.ISO_8859_1);
            String unstuffed = ("\r\n" + sent).replace("\r\n.", "\r\n").substring(2);
            assertThat(content).endsWith(unstuffed);
        }
    }
}
