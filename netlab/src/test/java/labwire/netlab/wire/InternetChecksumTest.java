package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InternetChecksumTest {
    @Test
    void sumsTheExampleOfRfc1071() {
        Bytes example = Bytes.wrap(Hex.bytes("0001 f203 f4f5 f6f7"));
        assertThat(InternetChecksum.of(InternetChecksum.add(0, example))).isEqualTo(~0xDDF2 & 0xFFFF);
    }

    /** RFC 1071, 1: the sum of 16-bit words, with the carry added back at once. */
    private static int wordByWord(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            int low = i + 1 < bytes.length ? bytes[i + 1] & 0xFF : 0;
            sum += (bytes[i] & 0xFF) << 8 | low;
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return ~sum & 0xFFFF;
    }

    @Property
    void agreesWithASumWordByWord(@ForAll @Size(max = 100) byte[] bytes) {
        assertThat(InternetChecksum.of(InternetChecksum.add(0, Bytes.wrap(bytes))))
                .isEqualTo(wordByWord(bytes));
    }

    @Test
    void doesNotOverflowOnTheLongestPacket() {
        byte[] ones = new byte[65_535];
        Arrays.fill(ones, (byte) 0xFF);
        assertThat(InternetChecksum.of(InternetChecksum.add(0, Bytes.wrap(ones))))
                .isEqualTo(wordByWord(ones));
    }

    @Property
    void looksOnlyAtItsRange(@ForAll @Size(min = 8, max = 64) byte[] bytes) {
        int length = bytes.length - 5;
        byte[] range = Arrays.copyOfRange(bytes, 3, 3 + length);
        assertThat(InternetChecksum.add(0, ByteBuffer.wrap(bytes), 3, length))
                .isEqualTo(InternetChecksum.add(0, Bytes.wrap(range)));
    }

    @Property
    void aDamagedChecksumIsNeverTheCorrectOneNorNone(@ForAll @IntRange(min = 0, max = 0xFFFF) int correct) {
        int damaged = InternetChecksum.damaged(correct);
        assertThat(damaged).isBetween(1, 0xFFFF);
        assertThat(damaged % 0xFFFF).isNotEqualTo(correct % 0xFFFF);
    }

    @Property
    void noFlippedBitMakesADamagedChecksumRightAgain(
            @ForAll @IntRange(min = 0, max = 0xFFFF) int correct, @ForAll @IntRange(min = 0, max = 15) int bit) {
        int damaged = InternetChecksum.damaged(correct);
        assertThat((damaged + (1 << bit)) % 0xFFFF).isNotEqualTo(correct % 0xFFFF);
        assertThat((damaged + 0xFFFF - (1 << bit)) % 0xFFFF).isNotEqualTo(correct % 0xFFFF);
    }
}
