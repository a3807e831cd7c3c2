package labwire.smtp.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import labwire.smtp.FuzzCorpus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a message is, it can be shown, within the limits, and the same way each time. {@code mvn verify} replays the
 * inputs beside this class, and each of them cut short; {@code mvn verify -Psoak} lets Jazzer look for others, for ten
 * minutes.
 */
class MessageFuzzTest {

    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    @DictionaryEntries({
        "Subject: =?utf-8?q?",
        "=?utf-8?b?R3LDvMOfZQ==?=",
        "Content-Type: multipart/mixed; boundary=b\\x0d\\x0a\\x0d\\x0a--b\\x0d\\x0a",
        "\\x0d\\x0a--b--\\x0d\\x0a",
        "Content-Type: message/rfc822\\x0d\\x0a\\x0d\\x0a",
        "Content-Type: text/html; charset=utf-16\\x0d\\x0a\\x0d\\x0a",
        "Content-Disposition: attachment; filename*=utf-8''%C3%BC\\x0d\\x0a",
        "Content-Transfer-Encoding: base64\\x0d\\x0a\\x0d\\x0a",
        "Content-Transfer-Encoding: quoted-printable\\x0d\\x0a\\x0d\\x0a",
        "Content-Transfer-Encoding: uuencode\\x0d\\x0a\\x0d\\x0a",
        "From: \\x22a\\x22 <a@lab>\\x0d\\x0a"
    })
    void everyMessageIsShown(byte[] message) {
        check(message);
    }

    @Test
    void theCorpusIsShown() throws IOException, URISyntaxException {
        for (byte[] message : FuzzCorpus.of(MessageFuzzTest.class, "everyMessageIsShown")) {
            for (int length = 0; length <= message.length; length++) {
                check(Arrays.copyOf(message, length));
            }
        }
    }

    private static void check(byte[] message) {
        MessageView view = MessageView.of(message);
        assertThat(view.headers())
                .hasSizeLessThanOrEqualTo(MessageReader.MAX_HEADERS)
                .allSatisfy(header -> {
                    assertThat(header.value()).hasSizeLessThanOrEqualTo(2 * MessageReader.MAX_HEADER_CHARS);
                    assertThat(header.value().chars()).noneMatch(Character::isISOControl);
                });
        assertThat(view.parts())
                .hasSizeLessThanOrEqualTo(MessageReader.MAX_PARTS)
                .allSatisfy(part -> assertThat(part.sizeBytes()).isBetween(0L, (long) message.length));
        assertThat(view.text()).hasSizeLessThanOrEqualTo(MessageReader.MAX_TEXT_CHARS);
        assertThat(MessageView.of(message)).isEqualTo(view);
        String subject = SubjectLine.of(List.of(message));
        assertThat(subject).hasSizeLessThanOrEqualTo(2 * SubjectLine.MAX_CHARS);
        assertThat(subject.chars()).noneMatch(Character::isISOControl);
        // In pieces it is the same.
        int cut = message.length / 2;
        byte[] behind = Arrays.copyOfRange(message, cut, message.length);
        assertThat(SubjectLine.of(List.of(Arrays.copyOf(message, cut), behind))).isEqualTo(subject);
    }
}
