package labwire.dash.manifest;

import java.util.List;

/** Segments listed one by one (ISO/IEC 23009-1, 5.3.9.3). */
public record SegmentList(XmlElement xml) implements SegmentInformation<SegmentList> {
    static final String NAME = "SegmentList";
    static final List<Attribute<?>> ATTRIBUTES = SEGMENT_ATTRIBUTES;

    public SegmentList {
        MpdElement.require(xml, NAME);
    }

    @Override
    public SegmentList view(XmlElement other) {
        return new SegmentList(other);
    }

    public List<SegmentUrl> segmentUrls() {
        return children(SegmentUrl.NAME, SegmentUrl::new);
    }
}
