package labwire.dash.isobmff;

/**
 * {@code av1C}: what AV1 asks of a decoder ("AV1 Codec ISO Media File Format Binding", 2.3).
 *
 * <pre>
 *   │ 1 marker │ 7 version │ 3 profile │ 5 level │ 1 tier │ 1 high bit depth │ 1 twelve bit │ 1 mono │ …
 * </pre>
 */
public record Av1ConfigurationBox(Bytes configuration) implements Box {
    static Av1ConfigurationBox read(BoxInput in) throws Mp4Exception {
        Bytes configuration = in.rest();
        if (configuration.length() < 4 || configuration.u8(0) != 0x81) {
            throw in.refuse(configuration.length() + " bytes: " + configuration, "4 or more, the first 81");
        }
        return new Av1ConfigurationBox(configuration);
    }

    public int profile() {
        return configuration.u8(1) >>> 5;
    }

    /** {@code seq_level_idx}. */
    public int level() {
        return configuration.u8(1) & 0x1F;
    }

    public boolean highTier() {
        return (configuration.u8(2) & 0x80) != 0;
    }

    public int bitDepth() {
        boolean high = (configuration.u8(2) & 0x40) != 0;
        boolean twelve = (configuration.u8(2) & 0x20) != 0;
        return !high ? 8 : twelve ? 12 : 10;
    }

    @Override
    public String type() {
        return "av1C";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.bytes(configuration);
    }
}
