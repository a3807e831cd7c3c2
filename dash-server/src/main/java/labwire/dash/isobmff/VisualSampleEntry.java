package labwire.dash.isobmff;

import java.util.List;

/**
 * A sample entry of video (12.1.3), its codec's configuration among the children.
 *
 * @param type {@code avc1}, {@code avc3}, {@code hvc1}, {@code hev1}, {@code av01} or {@code vp09}
 * @param fixed the fields before the children, as they were
 */
public record VisualSampleEntry(String type, Bytes fixed, List<Box> children) implements Box {
    static final int FIXED_SIZE = 78;

    public VisualSampleEntry {
        children = List.copyOf(children);
    }

    public static VisualSampleEntry of(String type, int width, int height, Box... children) {
        BoxWriter fixed = new BoxWriter(FIXED_SIZE);
        fixed.zeros(6)
                .u16(1)
                .zeros(16)
                .u16(width)
                .u16(height)
                .i32(0x48_0000)
                .i32(0x48_0000)
                .zeros(4)
                .u16(1);
        fixed.zeros(32).u16(24).u16(0xFFFF);
        return new VisualSampleEntry(type, Bytes.of(fixed.toArray()), List.of(children));
    }

    /** In pixels, as coded. */
    public int width() {
        return fixed.u16(24);
    }

    /** In pixels, as coded. */
    public int height() {
        return fixed.u16(26);
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.bytes(fixed).boxes(children);
    }
}
