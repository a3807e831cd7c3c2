package labwire.smtp.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import labwire.smtp.session.Dialogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every dialogue of {@code src/test/resources/pop3-dialogues} three ways: line by line as a person types, all at once
 * as a pipelining client sends, and octet by octet. The answers must be the same.
 */
class Pop3DialogueTest {

    static Stream<Pop3Dialogue> dialogues() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(Pop3DialogueTest.class.getResource("/pop3-dialogues"))
                .toURI());
        List<Pop3Dialogue> dialogues = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                dialogues.add(Pop3Dialogue.read(file));
            }
        }
        return dialogues.stream();
    }

    private static Pop3Bench bench(Pop3Dialogue dialogue) {
        Pop3Bench bench = new Pop3Bench().withLimits(dialogue.limits());
        dialogue.mails()
                .forEach(mail ->
                        bench.mailboxes().add(mail.mailbox(), mail.content().getBytes(StandardCharsets.ISO_8859_1)));
        if (dialogue.anybody()) {
            bench.withAnybody();
        }
        return dialogue.plaintext() ? bench : bench.withoutPlaintext();
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void asAPersonTypes(Pop3Dialogue dialogue) {
        Pop3Bench bench = bench(dialogue);
        EmbeddedChannel channel = bench.connect();
        List<String> answers = lines(channel);
        for (Dialogue.Line line : dialogue.exchange().lines()) {
            if (line.fromClient()) {
                assertThat(answers).as("%s:%d: before", dialogue, line.number()).isEmpty();
                Pop3Bench.send(channel, line.text());
                answers.addAll(lines(channel));
            } else {
                assertThat(answers).as("%s:%d", dialogue, line.number()).isNotEmpty();
                assertAnswer(dialogue, line, answers.remove(0));
            }
        }
        assertThat(answers).isEmpty();
        assertEnd(dialogue, bench, channel);
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void allAtOnce(Pop3Dialogue dialogue) {
        Pop3Bench bench = bench(dialogue);
        EmbeddedChannel channel = bench.connect();
        Pop3Bench.send(channel, clientText(dialogue));
        assertAnswers(dialogue, lines(channel));
        assertEnd(dialogue, bench, channel);
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void octetByOctet(Pop3Dialogue dialogue) {
        Pop3Bench bench = bench(dialogue);
        EmbeddedChannel channel = bench.connect();
        String text = clientText(dialogue);
        for (int i = 0; i < text.length(); i++) {
            Pop3Bench.send(channel, text.substring(i, i + 1));
        }
        assertAnswers(dialogue, lines(channel));
        assertEnd(dialogue, bench, channel);
    }

    private static String clientText(Pop3Dialogue dialogue) {
        StringBuilder text = new StringBuilder();
        dialogue.exchange().lines().stream()
                .filter(Dialogue.Line::fromClient)
                .forEach(line -> text.append(line.text()));
        return text.toString();
    }

    private static List<String> lines(EmbeddedChannel channel) {
        return new ArrayList<>(Pop3Bench.answers(channel).lines().toList());
    }

    private static void assertAnswers(Pop3Dialogue dialogue, List<String> answers) {
        List<Dialogue.Line> expected = dialogue.exchange().lines().stream()
                .filter(line -> !line.fromClient())
                .toList();
        for (int i = 0; i < expected.size() && i < answers.size(); i++) {
            assertAnswer(dialogue, expected.get(i), answers.get(i));
        }
        assertThat(answers).as("answers of %s", dialogue).hasSameSizeAs(expected);
    }

    private static void assertAnswer(Pop3Dialogue dialogue, Dialogue.Line expected, String answer) {
        assertThat(answer)
                .as("%s:%d: S: %s", dialogue, expected.number(), expected.text())
                .matches(found -> Dialogue.matches(expected.text(), found));
    }

    private static void assertEnd(Pop3Dialogue dialogue, Pop3Bench bench, EmbeddedChannel channel) {
        assertThat(channel.isOpen())
                .as("%s: connection open", dialogue)
                .isEqualTo(!dialogue.exchange().closed());
        channel.finishAndReleaseAll();
        dialogue.left()
                .forEach((mailbox, uids) -> assertThat(bench.mailboxes().uids(mailbox))
                        .as("%s: left in %s", dialogue, mailbox)
                        .isEqualTo(uids));
    }
}
