package labwire.netlab.wire;

/** The input is a whole frame. */
class FrameDecoderFuzzTest extends DecoderFuzzing {
    FrameDecoderFuzzTest() {
        super(FuzzedLayer.FRAME);
    }
}
