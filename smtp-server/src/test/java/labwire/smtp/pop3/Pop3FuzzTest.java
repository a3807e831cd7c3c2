package labwire.smtp.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import labwire.smtp.session.Dialogue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client sends, every line of the server's is one of POP3, a session goes on or ends by its rules, and nothing
 * is deleted without a log-in. {@code mvn verify} replays the dialogues and the inputs beside this class; {@code mvn
 * verify -Psoak} lets Jazzer look for others, for ten minutes.
 */
class Pop3FuzzTest {

    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    @DictionaryEntries({
        "USER alice\\x0d\\x0a",
        "PASS wonder land\\x0d\\x0a",
        "AUTH PLAIN ",
        "AGFsaWNlAHdvbmRlciBsYW5k\\x0d\\x0a",
        "AUTH LOGIN\\x0d\\x0a",
        "AUTH SCRAM-SHA-256 biwsbj1hbGljZSxyPXh5eg==\\x0d\\x0a",
        "APOP alice ",
        "RETR 1\\x0d\\x0a",
        "TOP 1 1\\x0d\\x0a",
        "DELE 1\\x0d\\x0a",
        "LIST\\x0d\\x0a",
        "UIDL 1\\x0d\\x0a",
        "QUIT\\x0d\\x0a",
        "RSET\\x0d\\x0a",
        "CAPA\\x0d\\x0a",
        "STLS\\x0d\\x0a",
        "*\\x0d\\x0a"
    })
    void everyInputIsAnswered(byte[] input) {
        check(input);
    }

    @Test
    void everyDialogueIsAnswered() throws IOException, URISyntaxException {
        List<Pop3Dialogue> dialogues = Pop3DialogueTest.dialogues().toList();
        assertThat(dialogues).hasSizeGreaterThan(10);
        for (Pop3Dialogue dialogue : dialogues) {
            StringBuilder text = new StringBuilder();
            dialogue.exchange().lines().stream()
                    .filter(Dialogue.Line::fromClient)
                    .forEach(line -> text.append(line.text()));
            check(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void check(byte[] input) {
        Pop3Bench bench = new Pop3Bench();
        bench.mailboxes().add("alice", "Subject: x\r\n\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
        EmbeddedChannel channel = bench.connect();
        channel.writeInbound(Unpooled.wrappedBuffer(input));
        String answers = Pop3Bench.answers(channel);
        channel.finishAndReleaseAll();
        assertThat(answers).startsWith("+OK mail.lab POP3 Labwire ready ").endsWith("\r\n");
        for (String line : answers.split("\r\n")) {
            assertThat(line).matches("\\+OK .*|-ERR .*|\\+ [A-Za-z0-9+/=]*|[A-Za-z0-9 :.-]*");
        }
        assertThat(bench.transcript()).doesNotContain("fault of its own").contains("end: ");
        boolean loggedIn = answers.contains("+OK 1 messages");
        assertThat(loggedIn || bench.mailboxes().uids("alice").size() == 1).isTrue();
        assertThat(bench.register().size()).isZero();
    }
}
