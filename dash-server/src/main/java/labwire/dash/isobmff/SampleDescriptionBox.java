package labwire.dash.isobmff;

import java.util.List;

/** {@code stsd}: how samples are coded; each entry a box named after its codec (8.5.2). */
public record SampleDescriptionBox(List<Box> entries) implements Box {
    public SampleDescriptionBox {
        entries = List.copyOf(entries);
    }

    public static SampleDescriptionBox of(Box entry) {
        return new SampleDescriptionBox(List.of(entry));
    }

    /** Reads the number of entries, which follow. */
    static long readCount(BoxInput in) throws Mp4Exception {
        in.versionAndFlags(1);
        return in.u32();
    }

    @Override
    public String type() {
        return "stsd";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, 0).u32(entries.size()).boxes(entries);
    }
}
