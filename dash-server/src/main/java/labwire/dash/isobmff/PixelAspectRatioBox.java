package labwire.dash.isobmff;

/** {@code pasp}: the shape of a pixel (12.1.4). */
public record PixelAspectRatioBox(long horizontal, long vertical) implements Box {
    static PixelAspectRatioBox read(BoxInput in) throws Mp4Exception {
        return new PixelAspectRatioBox(in.u32(), in.u32());
    }

    @Override
    public String type() {
        return "pasp";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.u32(horizontal).u32(vertical);
    }
}
