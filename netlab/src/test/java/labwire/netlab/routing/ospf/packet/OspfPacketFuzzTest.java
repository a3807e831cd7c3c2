package labwire.netlab.routing.ospf.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.InternetChecksum;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged packets: decoding must come back with a result, and a packet it gives must be encodable. */
class OspfPacketFuzzTest {
    private static final int ROUNDS = 200_000;
    private static final int SOAK_ROUNDS = 20_000_000;
    private static final int MAX_MUTATIONS = 4;

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
            byte[] mutant = mutate(corpus.get(random.nextInt(corpus.size())), random);
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

    /** Flips, overwrites, cuts, doubles; most of the mutants get length and checksum put right, to come further in. */
    private static byte[] mutate(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        for (int left = 1 + random.nextInt(MAX_MUTATIONS); left > 0; left--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0 : 0xFF);
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    int count = Math.min(bytes.length - at, 1 + random.nextInt(24));
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - count + 1), count);
                }
            }
        }
        if (random.nextInt(4) != 0 && bytes.length >= OspfPacket.HEADER_LENGTH) {
            mend(bytes);
        }
        return bytes;
    }

    private static void mend(byte[] bytes) {
        bytes[2] = (byte) (bytes.length >>> 8);
        bytes[3] = (byte) bytes.length;
        Arrays.fill(bytes, 12, 24, (byte) 0);
        int checksum = InternetChecksum.of(InternetChecksum.add(0, Bytes.wrap(bytes.clone())));
        bytes[12] = (byte) (checksum >>> 8);
        bytes[13] = (byte) checksum;
    }
}
