package labwire.netlab.stack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.SplittableRandom;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.wire.FuzzCorpus;
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
        for (byte[] input : FuzzCorpus.of(HostFuzzTest.class, "hostServesOn").values()) {
            check(input);
        }
    }

    @Test
    void andAfterChangedOnes() throws IOException, URISyntaxException, UdpException {
        SplittableRandom random = new SplittableRandom(6);
        for (byte[] input : FuzzCorpus.of(HostFuzzTest.class, "hostServesOn").values()) {
            for (int round = 0; round < MUTANTS_EACH; round++) {
                byte[] mutant = FuzzCorpus.mutant(input, random);
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
}
