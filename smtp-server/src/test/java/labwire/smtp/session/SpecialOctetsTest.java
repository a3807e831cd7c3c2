package labwire.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpecialOctetsTest {

    /** CR, LF and NUL, and those that differ from one of them by a bit or by one. */
    private static final byte[] OCTETS = {
        '\r', '\n', 0, 1, 9, 11, 12, 14, 'x', (byte) 0x8D, (byte) 0x8A, (byte) 0x80, -1
    };

    @Test
    void findsTheFirstOfThemWhereverItStands() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(40)];
            for (int at = 0; at < octets.length; at++) {
                octets[at] =
                        OCTETS[random.nextInt(10) == 0 ? random.nextInt(3) : 3 + random.nextInt(OCTETS.length - 3)];
            }
            int from = random.nextInt(octets.length + 1);
            int expected = from;
            while (expected < octets.length
                    && octets[expected] != '\r'
                    && octets[expected] != '\n'
                    && octets[expected] != 0) {
                expected++;
            }
            ByteBuf in = Unpooled.wrappedBuffer(octets);
            assertThat(SpecialOctets.indexOf(in, from, octets.length)).isEqualTo(expected);
        }
    }
}
