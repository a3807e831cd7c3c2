package labwire.netlab.routing.ospf.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.wire.Bytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged packets: decoding must come back with a result, and a packet it gives must be encodable. */
class OspfPacketFuzzTest {
    private static final int ROUNDS = 200_000;
    private static final int SOAK_ROUNDS = 20_000_000;

    private final List<byte[]> corpus = SamplePackets.all().stream()
            .map(packet -> OspfPacketCodec.encode(packet).toByteArray())
            .toList();

    @Test
    void nothingThrows() {
        assertNothingThrows(new SplittableRandom(20_261_122), ROUNDS);
    }

    @Test
    @Tag("soak")
    void nothingThrowsForLong() {
        assertNothingThrows(new SplittableRandom(1), SOAK_ROUNDS);
    }

    private void assertNothingThrows(SplittableRandom random, int rounds) {
        List<String> reasons = new ArrayList<>();
        int packets = 0;
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] mutant = PacketMutator.mutate(corpus.get(random.nextInt(corpus.size())), random);
            OspfDecoded decoded;
            try {
                decoded = OspfPacketCodec.decode(Bytes.wrap(mutant));
                if (decoded instanceof OspfDecoded.Packet result) {
                    OspfPacketCodec.encode(result.packet());
                    packets++;
                    refused += result.refusedLsas();
                }
            } catch (RuntimeException e) {
                throw new AssertionError("round " + round + ": " + Bytes.wrap(mutant), e);
            }
            if (decoded instanceof OspfDecoded.Malformed malformed && reasons.size() < 1_000) {
                reasons.add(malformed.reason());
            }
        }
        // All ways are walked: else the corpus or the mutations have gone stale.
        assertThat(packets).isGreaterThan(rounds / 20);
        assertThat(refused).isGreaterThan(rounds / 100);
        assertThat(reasons).hasSize(1_000).allMatch(reason -> !reason.isBlank());
    }
}
