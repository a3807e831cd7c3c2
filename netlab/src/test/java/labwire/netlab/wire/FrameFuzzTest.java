package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged frames: decoding must come back with a result, whatever it is, and a frame it gives must be encodable. */
class FrameFuzzTest {
    private static final int ROUNDS = 200_000;
    private static final int SOAK_ROUNDS = 50_000_000;
    private static final int MAX_MUTATIONS = 4;

    private final List<byte[]> corpus =
            SampleFrames.all().stream().map(FrameEncoder::encode).toList();

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
        int frames = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] mutant = mutate(corpus.get(random.nextInt(corpus.size())), random);
            Decoded decoded;
            try {
                decoded = FrameDecoder.decode(Bytes.wrap(mutant));
                QuotedPacket.decode(Bytes.wrap(mutant, 14, mutant.length - 14));
                if (decoded instanceof Decoded.Frame frame) {
                    FrameEncoder.encode(frame.frame());
                    frames++;
                }
            } catch (RuntimeException e) {
                throw new AssertionError("round " + round + ": " + Bytes.wrap(mutant), e);
            }
            if (decoded instanceof Decoded.Malformed malformed && reasons.size() < 1_000) {
                reasons.add(malformed.reason());
            }
        }
        // Both ways are walked: else the corpus or the mutations have gone stale.
        assertThat(frames).isGreaterThan(rounds / 20);
        assertThat(reasons).hasSize(1_000).allMatch(reason -> !reason.isBlank());
    }

    /** Flips, overwrites, cuts, doubles; half of the mutants get their checksum put right, of IP or CDP, to come further in. */
    private static byte[] mutate(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        for (int left = 1 + random.nextInt(MAX_MUTATIONS); left > 0; left--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0 : 0xFF);
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(EthernetFrame.HEADER_LENGTH, at));
                default -> {
                    int count = Math.min(bytes.length - at, 1 + random.nextInt(8));
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - count + 1), count);
                }
            }
        }
        if (random.nextBoolean()) {
            mendIpChecksum(bytes);
        } else if (random.nextBoolean()) {
            mendCdpChecksum(bytes);
        }
        return bytes;
    }

    private static void mendCdpChecksum(byte[] bytes) {
        int start = EthernetFrame.HEADER_LENGTH + LlcCodec.SNAP_LENGTH;
        if (bytes.length < start || bytes[start - 2] != 0x20 || bytes[start - 1] != 0) {
            return;
        }
        int length = ((bytes[12] & 0xFF) << 8 | bytes[13] & 0xFF) - LlcCodec.SNAP_LENGTH;
        if (length >= 4 && start + length <= bytes.length) {
            bytes[start + 2] = 0;
            bytes[start + 3] = 0;
            int checksum = InternetChecksum.of(CdpCodec.sum(ByteBuffer.wrap(bytes), start, length));
            bytes[start + 2] = (byte) (checksum >>> 8);
            bytes[start + 3] = (byte) checksum;
        }
    }

    private static void mendIpChecksum(byte[] bytes) {
        int start = EthernetFrame.HEADER_LENGTH;
        if (bytes.length < start + Ipv4Packet.HEADER_LENGTH) {
            return;
        }
        int length = Math.min((bytes[start] & 0xF) * 4, bytes.length - start);
        bytes[start + 10] = 0;
        bytes[start + 11] = 0;
        int checksum = InternetChecksum.of(InternetChecksum.add(0, Bytes.wrap(bytes, start, length)));
        bytes[start + 10] = (byte) (checksum >>> 8);
        bytes[start + 11] = (byte) checksum;
    }
}
