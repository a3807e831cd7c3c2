package labwire.netlab.wire;

/** The input is a SNAP protocol of Cisco and its text: CDP, DTP, VTP. */
class SnapDecoderFuzzTest extends DecoderFuzzing {
    SnapDecoderFuzzTest() {
        super(FuzzedLayer.SNAP);
    }
}
