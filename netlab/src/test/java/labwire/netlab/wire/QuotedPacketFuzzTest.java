package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever an ICMP error of either version quotes: it is the beginning of a packet or none, and nothing is thrown. */
class QuotedPacketFuzzTest {
    private static final int MUTANTS_EACH = 500;

    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    void everyQuoteIsOfAPacketOrOfNone(byte[] input) {
        isOfAPacket(input);
    }

    @Test
    void changedPacketsAre() {
        SplittableRandom random = new SplittableRandom(6);
        int packets = 0;
        for (EthernetFrame frame : SampleFrames.all()) {
            byte[] whole = FrameEncoder.encode(frame);
            byte[] packet = new byte[whole.length - EthernetFrame.HEADER_LENGTH];
            System.arraycopy(whole, EthernetFrame.HEADER_LENGTH, packet, 0, packet.length);
            for (int round = 0; round < MUTANTS_EACH; round++) {
                byte[] mutant = packet.clone();
                for (int left = random.nextInt(4); left > 0; left--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
                }
                packets += isOfAPacket(mutant) ? 1 : 0;
            }
        }
        assertThat(packets).isGreaterThan(MUTANTS_EACH);
    }

    private static boolean isOfAPacket(byte[] input) {
        Bytes body = Bytes.wrap(input);
        boolean ofIpv6 = QuotedPacket6.decode(body).isPresent();
        return QuotedPacket.decode(body).isPresent() || ofIpv6;
    }
}
