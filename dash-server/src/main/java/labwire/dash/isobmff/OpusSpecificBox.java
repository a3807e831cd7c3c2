package labwire.dash.isobmff;

/**
 * {@code dOps}: how Opus is coded ("Encapsulation of Opus in ISO Base Media File Format", 4.3.2).
 *
 * @param preSkip samples at 48 kHz to drop at the beginning
 * @param rest gain and channel mapping, as they were
 */
public record OpusSpecificBox(int channels, int preSkip, long inputSampleRate, Bytes rest) implements Box {
    static OpusSpecificBox read(BoxInput in) throws Mp4Exception {
        int version = in.u8();
        if (version != 0) {
            throw in.refuse("version " + version, "0");
        }
        return new OpusSpecificBox(in.u8(), in.u16(), in.u32(), in.rest());
    }

    @Override
    public String type() {
        return "dOps";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.u8(0).u8(channels).u16(preSkip).u32(inputSampleRate).bytes(rest);
    }
}
