package labwire.netlab.wire;

/** The input is a TCP segment in IPv4. */
class TcpDecoderFuzzTest extends DecoderFuzzing {
    TcpDecoderFuzzTest() {
        super(FuzzedLayer.TCP);
    }
}
