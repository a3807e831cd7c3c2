package labwire.netlab.wire;

/** The input is an IGMP message, whose checksum is mended. */
class IgmpDecoderFuzzTest extends DecoderFuzzing {
    IgmpDecoderFuzzTest() {
        super(FuzzedLayer.IGMP);
    }
}
