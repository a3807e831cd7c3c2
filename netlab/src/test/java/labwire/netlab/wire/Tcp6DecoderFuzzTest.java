package labwire.netlab.wire;

/** The input is a TCP segment in IPv6. */
class Tcp6DecoderFuzzTest extends DecoderFuzzing {
    Tcp6DecoderFuzzTest() {
        super(FuzzedLayer.TCP6);
    }
}
