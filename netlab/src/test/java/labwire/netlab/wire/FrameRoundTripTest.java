package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FrameRoundTripTest {
    @Provide
    Arbitrary<EthernetFrame> frames() {
        return WireArbitraries.frames();
    }

    @Property(tries = 2_000)
    void decodingGivesTheFrameThatWasEncoded(@ForAll("frames") EthernetFrame frame) {
        assertThat(FrameDecoder.decode(Bytes.wrap(FrameEncoder.encode(frame)))).isEqualTo(new Decoded.Frame(frame));
    }

    @Property(tries = 500)
    void encodingTakesTheBytesThatTheFrameClaims(@ForAll("frames") EthernetFrame frame) {
        assertThat(FrameEncoder.encode(frame)).hasSize(frame.wireLength() - EthernetFrame.FCS_LENGTH);
    }

    @Property(tries = 500)
    void decodingReadsASliceAsItReadsAnArrayOfItsOwn(@ForAll("frames") EthernetFrame frame) {
        byte[] encoded = FrameEncoder.encode(frame);
        byte[] larger = new byte[encoded.length + 20];
        System.arraycopy(encoded, 0, larger, 7, encoded.length);
        assertThat(FrameDecoder.decode(Bytes.wrap(larger, 7, encoded.length))).isEqualTo(new Decoded.Frame(frame));
    }

    @Property(tries = 500)
    void everyBeginningOfAFrameIsReadOrMalformedAndNothingElse(@ForAll("frames") EthernetFrame frame) {
        Bytes whole = Bytes.wrap(FrameEncoder.encode(frame));
        for (int length = 0; length < whole.length(); length += 1 + length / 64) {
            assertThat(FrameDecoder.decode(whole.slice(0, length))).isNotNull();
        }
    }

    @Provide
    Arbitrary<Ipv4Packet> packets() {
        return WireArbitraries.ipv4Packets().filter(packet -> !packet.isFragment());
    }

    @Property(tries = 500)
    void thePayloadOfFragmentsPutTogetherIsReadAsItWas(@ForAll("packets") Ipv4Packet packet) {
        Bytes payload = Ipv4Codec.encodePayload(packet);
        assertThat(Ipv4Codec.decodePayload(
                        packet.payload().protocolNumber(), packet.source(), packet.finalDestination(), payload))
                .contains(packet.payload());
    }

    @Provide
    Arbitrary<SourceRoute> sourceRoutes() {
        return WireArbitraries.sourceRoutes();
    }

    @Property(tries = 500)
    void sourceRoutesAreReadAsTheyWere(@ForAll("sourceRoutes") SourceRoute route) {
        assertThat(SourceRoute.in(route.encode())).contains(route);
        assertThat(Ipv4Options.problemIn(route.encode())).isEmpty();
    }
}
