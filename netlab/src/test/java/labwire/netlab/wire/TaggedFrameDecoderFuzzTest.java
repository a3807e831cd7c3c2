package labwire.netlab.wire;

/** The input is what stands behind two VLAN tags. */
class TaggedFrameDecoderFuzzTest extends DecoderFuzzing {
    TaggedFrameDecoderFuzzTest() {
        super(FuzzedLayer.TAGGED);
    }
}
