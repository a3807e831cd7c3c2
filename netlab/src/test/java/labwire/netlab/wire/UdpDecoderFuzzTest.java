package labwire.netlab.wire;

/** The input is a UDP datagram in IPv4. */
class UdpDecoderFuzzTest extends DecoderFuzzing {
    UdpDecoderFuzzTest() {
        super(FuzzedLayer.UDP);
    }
}
