package labwire.dash.isobmff;

/** {@code avcC}: H.264's parameter sets and what they ask of a decoder (ISO/IEC 14496-15, 5.3.3.1). */
public record AvcConfigurationBox(Bytes configuration) implements Box {
    static AvcConfigurationBox read(BoxInput in) throws Mp4Exception {
        Bytes configuration = in.rest();
        if (configuration.length() < 7) {
            throw in.refuse(configuration.length() + " bytes", "7 or more");
        }
        return new AvcConfigurationBox(configuration);
    }

    public int profile() {
        return configuration.u8(1);
    }

    public int compatibility() {
        return configuration.u8(2);
    }

    /** Ten times the level. */
    public int level() {
        return configuration.u8(3);
    }

    @Override
    public String type() {
        return "avcC";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.bytes(configuration);
    }
}
