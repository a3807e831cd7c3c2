package labwire.netlab.wire;

/** The input is an IPv6 packet. */
class Ipv6DecoderFuzzTest extends DecoderFuzzing {
    Ipv6DecoderFuzzTest() {
        super(FuzzedLayer.IPV6);
    }
}
