package labwire.netlab.wire;

/** The input is an ARP packet. */
class ArpDecoderFuzzTest extends DecoderFuzzing {
    ArpDecoderFuzzTest() {
        super(FuzzedLayer.ARP);
    }
}
