package labwire.netlab.wire;

/** The input is an LLDP packet. */
class LldpDecoderFuzzTest extends DecoderFuzzing {
    LldpDecoderFuzzTest() {
        super(FuzzedLayer.LLDP);
    }
}
