package labwire.netlab.wire;

/** The input is an IPv4 packet. */
class Ipv4DecoderFuzzTest extends DecoderFuzzing {
    Ipv4DecoderFuzzTest() {
        super(FuzzedLayer.IPV4);
    }
}
