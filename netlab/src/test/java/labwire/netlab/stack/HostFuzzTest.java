package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import labwire.netlab.stack.udp.UdpException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever frames come to a host or a router, one after the other: nothing is thrown on the lab's loop, and others are
 * served as before. {@code mvn verify} replays the inputs beside this class and changes of them; {@code mvn verify -Psoak}
 * lets Jazzer look for others, for ten minutes.
 */
class HostFuzzTest {
    private static final int MUTANTS_EACH = 20;

    /** @param input the first octet says whether it is a router; then see {@link MeddledHost} */
    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    void hostServesOn(byte[] input) throws UdpException {
        check(input);
    }

    @Test
    void afterEveryInputOfTheCorpusItServesOn() throws IOException, URISyntaxException, UdpException {
        for (byte[] input : corpus()) {
            check(input);
        }
    }

    @Test
    void andAfterChangedOnes() throws IOException, URISyntaxException, UdpException {
        SplittableRandom random = new SplittableRandom(6);
        for (byte[] input : corpus()) {
            for (int round = 0; round < MUTANTS_EACH; round++) {
                byte[] mutant = input.clone();
                for (int left = 1 + random.nextInt(4); left > 0; left--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
                }
                check(mutant);
            }
        }
    }

    private static void check(byte[] input) throws UdpException {
        if (input.length == 0) {
            return;
        }
        byte[] frames = new byte[input.length - 1];
        System.arraycopy(input, 1, frames, 0, frames.length);
        try (MeddledHost host = new MeddledHost((input[0] & 1) != 0)) {
            host.run(frames);
        }
    }

    /** The inputs beside this class, where Jazzer looks for them too, and puts what it finds. */
    private static List<byte[]> corpus() throws IOException, URISyntaxException {
        String folder = HostFuzzTest.class.getSimpleName() + "Inputs/hostServesOn";
        Path inputs = Path.of(Objects.requireNonNull(HostFuzzTest.class.getResource(folder), folder)
                .toURI());
        try (Stream<Path> files = Files.list(inputs)) {
            List<byte[]> read = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                read.add(Files.readAllBytes(file));
            }
            assertThat(read).as(folder).isNotEmpty();
            return read;
        }
    }
}
