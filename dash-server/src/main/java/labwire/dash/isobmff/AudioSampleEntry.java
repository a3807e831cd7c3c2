package labwire.dash.isobmff;

import java.util.List;

/**
 * A sample entry of audio (12.2.3), its codec's configuration among the children.
 *
 * @param type {@code mp4a} or {@code Opus}
 * @param fixed the fields before the children, as they were
 */
public record AudioSampleEntry(String type, Bytes fixed, List<Box> children) implements Box {
    private static final int FIXED_SIZE = 28;

    public AudioSampleEntry {
        children = List.copyOf(children);
    }

    public static AudioSampleEntry of(String type, int channels, int sampleRate, Box... children) {
        BoxWriter fixed = new BoxWriter(FIXED_SIZE);
        fixed.zeros(6)
                .u16(1)
                .zeros(8)
                .u16(channels)
                .u16(16)
                .zeros(4)
                .u16(sampleRate)
                .u16(0);
        return new AudioSampleEntry(type, Bytes.of(fixed.toArray()), List.of(children));
    }

    static Bytes readFixed(BoxInput in) throws Mp4Exception {
        Bytes fixed = in.bytes(FIXED_SIZE);
        if (fixed.u16(8) != 0) {
            throw in.refuse("QuickTime sound description " + fixed.u16(8), "version 0");
        }
        return fixed;
    }

    public int channels() {
        return fixed.u16(16);
    }

    /** In hertz, below 65536; a codec's configuration knows better. */
    public int sampleRate() {
        return fixed.u16(24);
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.bytes(fixed).boxes(children);
    }
}
