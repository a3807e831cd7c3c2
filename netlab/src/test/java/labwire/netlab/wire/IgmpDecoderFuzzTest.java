package labwire.netlab.wire;

/** The input is an IGMP message. */
class IgmpDecoderFuzzTest extends DecoderFuzzing {
    IgmpDecoderFuzzTest() {
        super(FuzzedLayer.IGMP);
    }
}
