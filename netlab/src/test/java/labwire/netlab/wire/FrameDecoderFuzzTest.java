package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever octets come from a wire, at whichever layer: they are a frame or a refusal with a reason, nothing is thrown, and
 * a frame has a form on the wire that is that frame again. {@code mvn verify} replays the inputs beside this class and
 * changes of them; {@code mvn verify -Psoak} lets Jazzer look for others, for ten minutes.
 */
class FrameDecoderFuzzTest {
    private static final int MUTANTS_EACH = 500;

    /** What stands before an input, so that it gets past the layers above its own. */
    private enum Layer {
        FRAME(""),
        LLC("0180c2000000 020000000001 %length"),
        SNAP("01000ccccccc 020000000001 %length aaaa03 00000c"),
        ARP("ffffffffffff 020000000001 0806 0001 0800"),
        LLDP("0180c200000e 020000000001 88cc"),
        TAGGED("ffffffffffff 020000000001 8100 000a 8100 0014"),
        IPV4("020000000002 020000000001 0800"),
        ICMP("020000000002 020000000001 0800 4500 %total 0001 0000 40 01 %header 0a000001 0a000002"),
        TCP("020000000002 020000000001 0800 4500 %total 0001 0000 40 06 %header 0a000001 0a000002"),
        UDP("020000000002 020000000001 0800 4500 %total 0001 0000 40 11 %header 0a000001 0a000002"),
        IPV6("020000000002 020000000001 86dd"),
        ICMPV6("020000000002 020000000001 86dd 60000000 %length 3a ff"
                + " fe800000000000000000000000000001 ff020000000000000000000000000001"),
        TCP6("020000000002 020000000001 86dd 60000000 %length 06 40"
                + " 20010db8000000000000000000000001 20010db8000000000000000000000002"),
        EXTENSIONS6("020000000002 020000000001 86dd 60000000 %length 00 40"
                + " 20010db8000000000000000000000001 20010db8000000000000000000000002");

        private static final int IP_HEADER_LENGTH = 20;
        private static final int IP_OFFSET = 14;
        private static final int CHECKSUM_OFFSET = IP_OFFSET + 10;

        private final String before;

        Layer(String before) {
            this.before = before;
        }

        byte[] around(byte[] input) {
            String text = before.replace("%length", hex(input.length))
                    .replace("%total", hex(IP_HEADER_LENGTH + input.length))
                    .replace("%header", "0000");
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.writeBytes(Hex.bytes(text));
            frame.writeBytes(input);
            byte[] octets = frame.toByteArray();
            boolean hasHeader = before.contains("%header") || this == IPV4;
            if (hasHeader && octets.length >= IP_OFFSET + IP_HEADER_LENGTH) {
                mendHeaderChecksum(octets);
            }
            return octets;
        }

        private static String hex(int length) {
            return String.format("%04x", length & 0xFFFF);
        }

        private static void mendHeaderChecksum(byte[] octets) {
            int headerLength = Math.min(4 * (octets[IP_OFFSET] & 0xF), octets.length - IP_OFFSET);
            octets[CHECKSUM_OFFSET] = 0;
            octets[CHECKSUM_OFFSET + 1] = 0;
            int sum = 0;
            for (int i = 0; i + 1 < headerLength; i += 2) {
                sum += (octets[IP_OFFSET + i] & 0xFF) << 8 | octets[IP_OFFSET + i + 1] & 0xFF;
            }
            sum = (sum & 0xFFFF) + (sum >>> 16);
            sum = ~(sum + (sum >>> 16));
            octets[CHECKSUM_OFFSET] = (byte) (sum >> 8);
            octets[CHECKSUM_OFFSET + 1] = (byte) sum;
        }
    }

    private static final List<Layer> LAYERS = List.of(Layer.values());

    /** @param input the first octet chooses the layer, the others are there */
    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    void everyInputIsAFrameOrARefusal(byte[] input) {
        check(input);
    }

    @Test
    void everyInputOfTheCorpusIsAFrameOrARefusal() throws IOException, URISyntaxException {
        for (byte[] input : corpus()) {
            check(input);
        }
    }

    @Test
    void changedInputsAre() throws IOException, URISyntaxException {
        SplittableRandom random = new SplittableRandom(6);
        int frames = 0;
        for (byte[] input : corpus()) {
            for (int round = 0; round < MUTANTS_EACH; round++) {
                byte[] mutant = input.clone();
                for (int left = 1 + random.nextInt(4); left > 0; left--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
                }
                frames += check(mutant) ? 1 : 0;
            }
        }
        assertThat(frames).isGreaterThan(MUTANTS_EACH);
    }

    /** Whether it is a frame. */
    private static boolean check(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        Layer layer = LAYERS.get(Math.floorMod(input[0], LAYERS.size()));
        byte[] rest = new byte[input.length - 1];
        System.arraycopy(input, 1, rest, 0, rest.length);
        Decoded decoded = FrameDecoder.decode(Bytes.wrap(layer.around(rest)));
        if (decoded instanceof Decoded.Malformed malformed) {
            assertThat(malformed.reason()).isNotBlank();
            return false;
        }
        EthernetFrame padded = again(((Decoded.Frame) decoded).frame());
        // From the second time on: the first adds Ethernet's padding where no length tells it from what it pads.
        assertThat(again(padded)).isEqualTo(padded);
        return true;
    }

    private static EthernetFrame again(EthernetFrame frame) {
        Decoded decoded = FrameDecoder.decode(Bytes.wrap(FrameEncoder.encode(frame)));
        assertThat(decoded).as(frame.toString()).isInstanceOf(Decoded.Frame.class);
        return ((Decoded.Frame) decoded).frame();
    }

    /** The inputs beside this class, where Jazzer looks for them too, and puts what it finds. */
    private static List<byte[]> corpus() throws IOException, URISyntaxException {
        String folder = FrameDecoderFuzzTest.class.getSimpleName() + "Inputs/everyInputIsAFrameOrARefusal";
        Path inputs = Path.of(Objects.requireNonNull(FrameDecoderFuzzTest.class.getResource(folder), folder)
                .toURI());
        try (Stream<Path> files = Files.list(inputs)) {
            List<byte[]> read = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                read.add(Files.readAllBytes(file));
            }
            assertThat(read).hasSizeGreaterThan(20);
            return read;
        }
    }
}
