package labwire.dash.manifest;

import java.util.List;

/** One segment, to be read in the pieces that its index lists (ISO/IEC 23009-1, 5.3.9.2). */
public record SegmentBase(XmlElement xml) implements SegmentInformation<SegmentBase> {
    static final String NAME = "SegmentBase";
    static final List<Attribute<?>> ATTRIBUTES = SEGMENT_ATTRIBUTES;

    public SegmentBase {
        MpdElement.require(xml, NAME);
    }

    public static SegmentBase of(long timescale, ByteRange initialization, ByteRange index) {
        return new SegmentBase(XmlElement.of(XmlName.element(NAME)))
                .with(TIMESCALE, timescale)
                .with(INDEX_RANGE, index)
                .with(UrlRange.of(UrlRange.INITIALIZATION).with(UrlRange.RANGE, initialization));
    }

    @Override
    public SegmentBase view(XmlElement other) {
        return new SegmentBase(other);
    }
}
