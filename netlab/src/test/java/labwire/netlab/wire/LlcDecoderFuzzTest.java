package labwire.netlab.wire;

/** The input is the LLC header and what follows. */
class LlcDecoderFuzzTest extends DecoderFuzzing {
    LlcDecoderFuzzTest() {
        super(FuzzedLayer.LLC);
    }
}
