package labwire.dash.manifest;

import java.util.List;

/** A URL, a part of what is there, or both: an initialization segment, an index. */
public record UrlRange(XmlElement xml) implements MpdElement<UrlRange> {
    /** Relative to the base URL; absent: the base URL itself. */
    public static final Attribute<String> SOURCE_URL = Attribute.of("sourceURL", ValueType.STRING);

    public static final Attribute<ByteRange> RANGE = Attribute.of("range", ValueType.BYTE_RANGE);

    static final String INITIALIZATION = "Initialization";
    static final String REPRESENTATION_INDEX = "RepresentationIndex";
    static final List<Attribute<?>> ATTRIBUTES = List.of(SOURCE_URL, RANGE);

    static UrlRange of(String element) {
        return new UrlRange(XmlElement.of(XmlName.element(element)));
    }

    @Override
    public UrlRange view(XmlElement other) {
        return new UrlRange(other);
    }
}
