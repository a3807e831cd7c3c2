package labwire.dash.title;

/** How a manifest says where the segments are; the option {@code by}. */
public enum Addressing {
    /** By {@code $Number$}: with a duration where segments are even, with a timeline where they are not. */
    NUMBER("number"),
    /** By {@code $Number$} and a SegmentTimeline. */
    TIMELINE("timeline"),
    /** By {@code $Time$} and a SegmentTimeline. */
    TIME("time"),
    /** Whole files with an index, SegmentBase; on demand only. */
    BASE("base");

    private final String word;

    Addressing(String word) {
        this.word = word;
    }

    /** As paths write it. */
    public String word() {
        return word;
    }
}
