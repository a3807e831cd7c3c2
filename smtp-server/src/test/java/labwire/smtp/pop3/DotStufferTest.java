package labwire.smtp.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DotStufferTest {

    private static String stuffed(String message, OptionalLong bodyLines, int pieceOctets) {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        DotStuffer stuffer = new DotStuffer(bodyLines);
        ByteBuf out = Unpooled.buffer();
        for (int at = 0; at < octets.length; at += pieceOctets) {
            int length = Math.min(pieceOctets, octets.length - at);
            byte[] piece = new byte[length];
            System.arraycopy(octets, at, piece, 0, length);
            stuffer.write(piece, length, out);
        }
        stuffer.end(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static String stuffed(String message) {
        return stuffed(message, OptionalLong.empty(), 1_000);
    }

    @Test
    void linesThatBeginWithADotGetAnother() {
        assertThat(stuffed("a\r\n.\r\n..b\r\n")).isEqualTo("a\r\n..\r\n...b\r\n.\r\n");
        assertThat(stuffed(".")).isEqualTo("..\r\n.\r\n");
        assertThat(stuffed("a.b\r\n")).isEqualTo("a.b\r\n.\r\n");
    }

    @Test
    void everyLineEndsInCrlf() {
        assertThat(stuffed("")).isEqualTo(".\r\n");
        assertThat(stuffed("a")).isEqualTo("a\r\n.\r\n");
        assertThat(stuffed("a\n.\nb\n")).isEqualTo("a\r\n..\r\nb\r\n.\r\n");
        assertThat(stuffed("a\r")).isEqualTo("a\r\r\n.\r\n");
    }

    @Property(tries = 500)
    void whoeverUnstuffsHasTheMessageHoweverItIsCut(
            @ForAll @Chars({'.', '\r', '\n', 'a'}) @StringLength(max = 60) String message,
            @ForAll @IntRange(min = 1, max = 7) int pieceOctets) {
        String sent = stuffed(message, OptionalLong.empty(), pieceOctets);
        assertThat(sent).isEqualTo(stuffed(message));
        String normal = message.replace("\r\n", "\n").replace("\n", "\r\n");
        String ended = normal.isEmpty() || normal.endsWith("\r\n") ? normal : normal + "\r\n";
        assertThat(unstuffed(sent)).isEqualTo(ended);
    }

    /** As a client reads it: the first line that is a dot alone ends it. */
    private static String unstuffed(String sent) {
        StringBuilder message = new StringBuilder();
        int at = 0;
        while (!sent.startsWith(".\r\n", at)) {
            int end = sent.indexOf("\r\n", at) + 2;
            message.append(sent, sent.charAt(at) == '.' ? at + 1 : at, end);
            at = end;
        }
        assertThat(at).as("where the dot alone is").isEqualTo(sent.length() - 3);
        return message.toString();
    }

    @Property(tries = 300)
    void theTopIsTheHeaderAndSoManyLines(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 3) String header,
            @ForAll @IntRange(max = 5) int lines,
            @ForAll @IntRange(max = 5) int wanted,
            @ForAll @IntRange(min = 1, max = 7) int pieceOctets) {
        String top = header + "\r\n\r\n";
        assertThat(stuffed(top + "x\r\n".repeat(lines), OptionalLong.of(wanted), pieceOctets))
                .isEqualTo(top + "x\r\n".repeat(Math.min(lines, wanted)) + ".\r\n");
    }
}
