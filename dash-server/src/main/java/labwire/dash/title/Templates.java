package labwire.dash.title;

import labwire.dash.manifest.SegmentTemplate;

/** The patterns of segments' paths, relative to the manifest's; what {@link SegmentPath} reads. */
public final class Templates {
    private static final String INITIALIZATION = "$RepresentationID$/init.mp4";

    private Templates() {}

    /** {@code v360/12.m4s}. */
    public static SegmentTemplate byNumber(long timescale) {
        return SegmentTemplate.of(timescale, INITIALIZATION, "$RepresentationID$/$Number$.m4s");
    }

    /** {@code v360/24576.m4s}, times in ticks. */
    public static SegmentTemplate byTime(long timescale) {
        return SegmentTemplate.of(timescale, INITIALIZATION, "$RepresentationID$/$Time$.m4s");
    }
}
