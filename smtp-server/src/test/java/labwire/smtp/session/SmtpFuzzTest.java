package labwire.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import labwire.smtp.FuzzCorpus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client sends, nothing is thrown, every line of the server's is one of SMTP, and the octets mean the same
 * however they are cut. {@code mvn verify} replays the dialogues and the
 * inputs beside this class; {@code mvn verify -Psoak} lets Jazzer look for others, for ten minutes.
 */
class SmtpFuzzTest {

    private static final List<Role> ROLES = List.of(Role.values());

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
        List<String> answers = new FuzzedServer(role).answers(List.of(octets));
        for (String answer : answers) {
            assertThat(answer).matches("[2-5][0-5][0-9][ -][ -~]*").doesNotContain("fault of its own");
        }
        assertThat(answers).first().asString().startsWith("220 ");
        // What comes in one piece with STARTTLS is an injection; what comes behind it is taken for a handshake.
        if (!octets.toUpperCase(Locale.ROOT).contains("STARTTLS")) {
            List<String> pieces = octets.chars().mapToObj(Character::toString).toList();
            assertThat(new FuzzedServer(role).answers(pieces)).isEqualTo(answers);
        }
    }
}
