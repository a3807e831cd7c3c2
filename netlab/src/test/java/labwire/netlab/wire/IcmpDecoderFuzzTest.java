package labwire.netlab.wire;

/** The input is an ICMP message. */
class IcmpDecoderFuzzTest extends DecoderFuzzing {
    IcmpDecoderFuzzTest() {
        super(FuzzedLayer.ICMP);
    }
}
