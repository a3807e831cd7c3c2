package labwire.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import labwire.smtp.FuzzCorpus;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is in a message never becomes a command. {@code mvn verify} replays the inputs beside this class; {@code mvn verify
 * -Psoak} lets Jazzer look for others, for ten minutes, as it does for {@link SmtpFuzzTest}.
 */
class SmugglingFuzzTest {

    private static final String ENVELOPE =
            "HELO pc1.lab\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n";

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
        for (byte[] text : FuzzCorpus.of(SmugglingFuzzTest.class, "textNeverBecomesCommands")) {
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
        FuzzedServer server = new FuzzedServer(Role.MX);
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
