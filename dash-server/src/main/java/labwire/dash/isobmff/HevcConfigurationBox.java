package labwire.dash.isobmff;

/** {@code hvcC}: HEVC's parameter sets and what they ask of a decoder (ISO/IEC 14496-15, 8.3.3.1). */
public record HevcConfigurationBox(Bytes configuration) implements Box {
    /** How many bytes of constraint flags there are. */
    public static final int CONSTRAINT_BYTES = 6;

    static HevcConfigurationBox read(BoxInput in) throws Mp4Exception {
        Bytes configuration = in.rest();
        if (configuration.length() < 23) {
            throw in.refuse(configuration.length() + " bytes", "23 or more");
        }
        return new HevcConfigurationBox(configuration);
    }

    /** 0, or 1 to 3, written A to C. */
    public int profileSpace() {
        return configuration.u8(1) >>> 6;
    }

    public boolean highTier() {
        return (configuration.u8(1) & 0x20) != 0;
    }

    public int profile() {
        return configuration.u8(1) & 0x1F;
    }

    public int compatibility() {
        return configuration.i32(2);
    }

    public int constraint(int at) {
        return configuration.u8(6 + at);
    }

    /** Thirty times the level. */
    public int level() {
        return configuration.u8(12);
    }

    @Override
    public String type() {
        return "hvcC";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.bytes(configuration);
    }
}
