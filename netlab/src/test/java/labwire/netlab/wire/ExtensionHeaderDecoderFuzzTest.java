package labwire.netlab.wire;

/** The input is the extension headers of an IPv6 packet. */
class ExtensionHeaderDecoderFuzzTest extends DecoderFuzzing {
    ExtensionHeaderDecoderFuzzTest() {
        super(FuzzedLayer.EXTENSIONS6);
    }
}
