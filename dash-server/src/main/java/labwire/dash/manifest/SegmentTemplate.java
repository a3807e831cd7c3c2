package labwire.dash.manifest;

import java.util.ArrayList;
import java.util.List;

/** Segments whose URLs follow from a pattern (ISO/IEC 23009-1, 5.3.9.4). */
public record SegmentTemplate(XmlElement xml) implements SegmentInformation<SegmentTemplate> {
    /** A pattern, {@code $RepresentationID$/$Number%05d$.m4s}; see {@link UrlTemplate}. */
    public static final Attribute<String> MEDIA = Attribute.of("media", ValueType.STRING);

    /** A pattern without {@code $Number$} and {@code $Time$}. */
    public static final Attribute<String> INITIALIZATION = Attribute.of("initialization", ValueType.STRING);

    static final String NAME = "SegmentTemplate";
    static final List<Attribute<?>> ATTRIBUTES = attributes();

    public SegmentTemplate {
        MpdElement.require(xml, NAME);
    }

    public static SegmentTemplate of(long timescale, String initialization, String media) {
        return new SegmentTemplate(XmlElement.of(XmlName.element(NAME)))
                .with(TIMESCALE, timescale)
                .with(INITIALIZATION, initialization)
                .with(MEDIA, media);
    }

    private static List<Attribute<?>> attributes() {
        List<Attribute<?>> attributes = new ArrayList<>(SEGMENT_ATTRIBUTES);
        attributes.addAll(List.of(MEDIA, INITIALIZATION));
        return List.copyOf(attributes);
    }

    @Override
    public SegmentTemplate view(XmlElement other) {
        return new SegmentTemplate(other);
    }
}
