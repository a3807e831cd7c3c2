package labwire.dash.isobmff;

/** {@code vpcC}: what VP9 asks of a decoder ("VP Codec ISO Media File Format Binding"). */
public record VpConfigurationBox(Bytes configuration) implements Box {
    static VpConfigurationBox read(BoxInput in) throws Mp4Exception {
        Bytes configuration = in.rest();
        if (configuration.length() < 12 || configuration.u8(0) != 1) {
            throw in.refuse(configuration.length() + " bytes: " + configuration, "12 or more, of version 1");
        }
        return new VpConfigurationBox(configuration);
    }

    public int profile() {
        return configuration.u8(4);
    }

    /** Ten times the level. */
    public int level() {
        return configuration.u8(5);
    }

    public int bitDepth() {
        return configuration.u8(6) >>> 4;
    }

    public int chromaSubsampling() {
        return configuration.u8(6) >>> 1 & 7;
    }

    public boolean fullRange() {
        return (configuration.u8(6) & 1) != 0;
    }

    public int colourPrimaries() {
        return configuration.u8(7);
    }

    public int transferCharacteristics() {
        return configuration.u8(8);
    }

    public int matrixCoefficients() {
        return configuration.u8(9);
    }

    @Override
    public String type() {
        return "vpcC";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.bytes(configuration);
    }
}
