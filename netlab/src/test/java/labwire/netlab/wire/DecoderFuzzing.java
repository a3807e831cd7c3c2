package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever octets come at one layer: they are a frame or a refusal with a reason, nothing is thrown, and a frame has a
 * form on the wire that is that frame again. {@code mvn verify} replays the inputs beside each subclass and changes of
 * them; {@code mvn verify -Psoak} lets Jazzer look for others, for ten minutes at each layer, in a JVM of its own.
 */
abstract class DecoderFuzzing {
    private static final int MUTANTS_EACH = 500;

    private final FuzzedLayer layer;

    DecoderFuzzing(FuzzedLayer layer) {
        this.layer = layer;
    }

    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    void everyInputIsAFrameOrARefusal(byte[] input) {
        check(input);
    }

    @Test
    void everyInputOfTheCorpusIsAFrameOrARefusal() throws IOException, URISyntaxException {
        for (byte[] input :
                FuzzCorpus.of(getClass(), "everyInputIsAFrameOrARefusal").values()) {
            check(input);
        }
    }

    @Test
    void changedInputsAre() throws IOException, URISyntaxException {
        SplittableRandom random = new SplittableRandom(6);
        int frames = 0;
        for (byte[] input :
                FuzzCorpus.of(getClass(), "everyInputIsAFrameOrARefusal").values()) {
            for (int round = 0; round < MUTANTS_EACH; round++) {
                byte[] mutant = FuzzCorpus.mutant(input, random);
                frames += check(mutant) ? 1 : 0;
            }
        }
        // Else the corpus has gone stale, and nothing behind the first refusal is tried.
        assertThat(frames).isPositive();
    }

    /** Whether it is a frame. */
    private boolean check(byte[] input) {
        Decoded decoded = FrameDecoder.decode(Bytes.wrap(layer.around(input)));
        if (decoded instanceof Decoded.Malformed malformed) {
            assertThat(malformed.reason()).isNotBlank();
            return false;
        }
        EthernetFrame padded = again(((Decoded.Frame) decoded).frame());
        // From the second time on: the first adds Ethernet's padding where no length tells it from what it pads.
        assertThat(again(padded)).isEqualTo(padded);
        readFurther(padded.payload());
        return true;
    }

    /** What a host reads only once it knows that it is meant: NDP and MLD in ICMPv6, IGMP and options in IPv4. */
    private static void readFurther(FramePayload payload) {
        if (payload instanceof Ipv6Packet packet && packet.payload() instanceof Icmpv6Message message) {
            NdpCodec.decode(message)
                    .ifPresent(ndp ->
                            assertThat(NdpCodec.decode(NdpCodec.encode(ndp))).contains(ndp));
            MldReport.decode(message);
            MldReport.queriedGroup(message);
        } else if (payload instanceof Ipv4Packet packet) {
            if (packet.payload() instanceof UnknownIpPayload unknown
                    && unknown.protocolNumber() == IpPayload.PROTOCOL_IGMP) {
                IgmpMessage.decode(withIgmpChecksum(unknown.bytes())).ifPresent(DecoderFuzzing::readIgmp);
            }
            if (Ipv4Options.problemIn(packet.options()).isEmpty()) {
                SourceRoute.back(packet);
                Ipv4Options.marked(packet.options(), packet.destination(), 0, packet.source()::equals);
            }
        }
    }

    private static void readIgmp(IgmpMessage message) {
        message.group();
        message.querySources();
        message.queryVersion().ifPresent(message::maximumResponseTenths);
    }

    private static Bytes withIgmpChecksum(Bytes bytes) {
        byte[] mended = bytes.toByteArray();
        if (mended.length >= 4) {
            mended[2] = 0;
            mended[3] = 0;
            int sum = InternetChecksum.of(InternetChecksum.add(0, Bytes.wrap(mended)));
            mended[2] = (byte) (sum >> 8);
            mended[3] = (byte) sum;
        }
        return Bytes.wrap(mended);
    }

    private static EthernetFrame again(EthernetFrame frame) {
        Decoded decoded = FrameDecoder.decode(Bytes.wrap(FrameEncoder.encode(frame)));
        assertThat(decoded).as(frame.toString()).isInstanceOf(Decoded.Frame.class);
        return ((Decoded.Frame) decoded).frame();
    }
}
