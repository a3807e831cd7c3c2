package labwire.smtp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import labwire.smtp.message.MessageView.Header;
import labwire.smtp.message.MessageView.Part;
import org.junit.jupiter.api.Test;

class MessageViewTest {

    private static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String subject(String message) {
        return SubjectLine.of(List.of(octets(message)));
    }

    @Test
    void readsHeadersAndTextOfAPlainMessage() {
        MessageView view = MessageView.of(octets("From: a@lab\nSubject: =?utf-8?b?R3LDvMOfZQ==?=\n\nHello.\n"));
        assertThat(view.headers()).containsExactly(new Header("From", "a@lab"), new Header("Subject", "Grüße"));
        assertThat(view.text()).isEqualTo("Hello.\r\n");
        assertThat(view.problem()).isEmpty();
    }

    @Test
    void prefersThePlainTextAndListsAttachments() {
        MessageView view = MessageView.of(octets("""
                        Content-Type: multipart/mixed; boundary=outer

                        --outer
                        Content-Type: multipart/alternative; boundary=inner

                        --inner
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        Gr=C3=BC=C3=9Fe
                        --inner
                        Content-Type: text/html

                        <p>Gruesse</p>
                        --inner--
                        --outer
                        Content-Type: application/octet-stream
                        Content-Disposition: attachment; filename=data.bin
                        Content-Transfer-Encoding: base64

                        AAECAw==
                        --outer--
                        """));
        assertThat(view.text()).isEqualTo("Grüße");
        assertThat(view.parts())
                .containsExactly(
                        new Part("text/plain", "", 7),
                        new Part("text/html", "", 14),
                        new Part("application/octet-stream", "data.bin", 4));
    }

    @Test
    void showsHtmlWhereThereIsNothingElse() {
        assertThat(MessageView.of(octets("Content-Type: text/html\n\n<b>hi</b>\n"))
                        .text())
                .isEqualTo("<b>hi</b>\r\n");
    }

    @Test
    void deepNestingEndsTheReadingNotTheReader() {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        MessageView view = MessageView.of(octets("Subject: deep\n" + nested));
        assertThat(view.header("subject")).isEqualTo("deep");
        assertThat(view.problem()).contains("nested deeper than " + MessageReader.MAX_DEPTH);
    }

    @Test
    void hugeHeadersAndManyPartsAreBounded() {
        assertThat(MessageView.of(octets("X: " + "y".repeat(10_000_000) + "\n\nbody"))
                        .problem())
                .isNotEmpty();
        assertThat(MessageView.of(octets("X: y\n".repeat(100_000) + "\nbody")).headers())
                .hasSizeLessThanOrEqualTo(1_000);
        String parts = "--b\n\nx\n".repeat(5_000);
        assertThat(MessageView.of(octets("Content-Type: multipart/mixed; boundary=b\n\n" + parts))
                        .parts())
                .hasSize(MessageReader.MAX_PARTS);
        assertThat(MessageView.of(octets("\n" + "x".repeat(3 << 20))).text()).hasSize(MessageReader.MAX_TEXT_CHARS);
    }

    @Test
    void anUnknownCharsetOrEncodingIsReadAllTheSame() {
        assertThat(MessageView.of(octets("Content-Type: text/plain; charset=nonsense\n\nhi\n"))
                        .text())
                .isEqualTo("hi\r\n");
        assertThat(MessageView.of(octets("Content-Transfer-Encoding: nonsense\n\nhi\n"))
                        .text())
                .isEqualTo("hi\r\n");
        assertThat(subject("Subject: =?nonsense?q?hi?=\n\n")).isEqualTo("=?nonsense?q?hi?=");
        assertThat(subject("Subject: =?utf-8?b?!!!!?=\n\n")).isNotNull();
    }

    @Test
    void noMutationOfAMessageMakesItFail() {
        byte[] message = octets("""
                Subject: =?utf-8?q?x=C3=BC?=
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                SGVsbG8=
                --b--
                """);
        SplittableRandom dice = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = message.clone();
            for (int j = dice.nextInt(4); j >= 0; j--) {
                mutated[dice.nextInt(mutated.length)] = (byte) dice.nextInt(256);
            }
            assertThat(MessageView.of(mutated)).isNotNull();
            assertThat(SubjectLine.of(List.of(mutated))).isNotNull();
        }
    }

    @Test
    void theSubjectIsUnfoldedDecodedAndOnOneLine() {
        assertThat(subject(
                        "From: a@lab\nsubject: =?utf-8?q?Gr=C3=BC?=\n =?utf-8?q?=C3=9Fe?=\n\tand more\nTo: b@lab\n\n"))
                .isEqualTo("Grüße\tand more".replace('\t', ' '));
        assertThat(subject("Subject: =?utf-8?q?a=0Db=1B[31m?=\n\n")).isEqualTo("a b [31m");
        assertThat(subject("Subject: raw Grüße\n\n")).isEqualTo("raw Grüße");
    }

    @Test
    void aSubjectIsLookedForInTheHeaderOnly() {
        assertThat(subject("From: a@lab\n\nSubject: not this\n")).isEmpty();
        assertThat(subject("X-Subject: no\n\n")).isEmpty();
        assertThat(subject("\nSubject: no\n")).isEmpty();
        assertThat(subject("X: " + "y".repeat(100_000) + "\nSubject: too far\n\n"))
                .isEmpty();
        assertThat(subject("Subject: " + "z".repeat(100_000)))
                .hasSizeBetween(SubjectLine.MAX_CHARS - 1, SubjectLine.MAX_CHARS);
    }

    @Test
    void aSubjectMayLieAcrossPieces() {
        byte[] one = octets("From: a@lab\nSub");
        byte[] two = octets("ject: in two pieces\n\n");
        assertThat(SubjectLine.of(List.of(one, two))).isEqualTo("in two pieces");
    }
}
