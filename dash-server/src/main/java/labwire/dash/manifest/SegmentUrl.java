package labwire.dash.manifest;

import java.util.List;

/** A segment of a {@link SegmentList}. */
public record SegmentUrl(XmlElement xml) implements MpdElement<SegmentUrl> {
    /** Relative to the base URL; absent: the base URL itself. */
    public static final Attribute<String> MEDIA = Attribute.of("media", ValueType.STRING);

    public static final Attribute<ByteRange> MEDIA_RANGE = Attribute.of("mediaRange", ValueType.BYTE_RANGE);

    static final String NAME = "SegmentURL";
    static final List<Attribute<?>> ATTRIBUTES = List.of(MEDIA, MEDIA_RANGE);

    public SegmentUrl {
        MpdElement.require(xml, NAME);
    }

    @Override
    public SegmentUrl view(XmlElement other) {
        return new SegmentUrl(other);
    }
}
