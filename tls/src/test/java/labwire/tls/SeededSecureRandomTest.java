package labwire.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SeededSecureRandomTest {
    @Test
    void streamIsSha256InCounterMode() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update("labwire seeded random 1\0".getBytes(StandardCharsets.US_ASCII));
        byte[] key = sha256.digest(new byte[] {0, 0, 0, 0, 0, 0, 0, 42});
        sha256.update(key);
        byte[] first = sha256.digest(new byte[8]);
        sha256.update(key);
        byte[] second = sha256.digest(new byte[] {0, 0, 0, 0, 0, 0, 0, 1});

        byte[] stream = bytes(SeededSecureRandom.of(42), 64);

        assertThat(Arrays.copyOf(stream, 32)).isEqualTo(first);
        assertThat(Arrays.copyOfRange(stream, 32, 64)).isEqualTo(second);
    }

    @Test
    void streamDoesNotDependOnThePiecesItIsReadIn() {
        SeededSecureRandom random = SeededSecureRandom.of(1);
        StringBuilder pieces = new StringBuilder();
        for (int length : new int[] {1, 0, 31, 2, 64, 30}) {
            pieces.append(HexFormat.of().formatHex(bytes(random, length)));
        }

        assertThat(pieces.toString()).isEqualTo(HexFormat.of().formatHex(bytes(SeededSecureRandom.of(1), 128)));
    }

    @Test
    void addingEntropyChangesNothing() {
        SeededSecureRandom random = SeededSecureRandom.of(1);
        random.setSeed(99);
        random.setSeed(new byte[] {1, 2, 3});
        random.reseed();

        assertThat(bytes(random, 40)).isEqualTo(bytes(SeededSecureRandom.of(1), 40));
    }

    @Test
    void seedsGiveDifferentStreams() {
        assertThat(bytes(SeededSecureRandom.of(1), 16)).isNotEqualTo(bytes(SeededSecureRandom.of(2), 16));
        assertThat(bytes(SeededSecureRandom.of(new byte[0]), 16))
                .isNotEqualTo(bytes(SeededSecureRandom.of(new byte[1]), 16));
    }

    @Test
    void derivedMethodsFollowTheSeedToo() {
        SeededSecureRandom first = SeededSecureRandom.of(5);
        SeededSecureRandom second = SeededSecureRandom.of(5);

        assertThat(first.nextLong()).isEqualTo(second.nextLong());
        assertThat(first.nextInt(1_000)).isEqualTo(second.nextInt(1_000));
        assertThat(first.generateSeed(9)).isEqualTo(second.generateSeed(9));
        assertThat(first.nextGaussian()).isEqualTo(second.nextGaussian());
    }

    private static byte[] bytes(SeededSecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
