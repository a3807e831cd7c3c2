package labwire.netlab.wire;

/** The input is an ICMPv6 message, of NDP and MLD, too. */
class Icmpv6DecoderFuzzTest extends DecoderFuzzing {
    Icmpv6DecoderFuzzTest() {
        super(FuzzedLayer.ICMPV6);
    }
}
