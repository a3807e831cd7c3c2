package labwire.dash.manifest;

import java.util.ArrayList;
import java.util.List;

/** Versions of one stream among which a player may switch (ISO/IEC 23009-1, 5.3.3). */
public record AdaptationSet(XmlElement xml) implements StreamDescription<AdaptationSet>, WithSegments<AdaptationSet> {
    /** An unsigned integer by the schema; read as it is, since it serves for nothing but comparing. */
    public static final Attribute<String> ID = Attribute.of("id", ValueType.STRING);

    public static final Attribute<String> LANG = Attribute.of("lang", ValueType.STRING);

    /** {@code video}, {@code audio}, {@code text}, {@code image}… */
    public static final Attribute<String> CONTENT_TYPE = Attribute.of("contentType", ValueType.STRING);

    public static final Attribute<Long> GROUP = Attribute.of("group", ValueType.UNSIGNED_INT);
    public static final Attribute<Ratio> PAR = Attribute.of("par", ValueType.ASPECT);
    public static final Attribute<Long> MIN_BANDWIDTH = Attribute.of("minBandwidth", ValueType.UNSIGNED_INT);
    public static final Attribute<Long> MAX_BANDWIDTH = Attribute.of("maxBandwidth", ValueType.UNSIGNED_INT);
    public static final Attribute<Long> MIN_WIDTH = Attribute.of("minWidth", ValueType.UNSIGNED_INT);
    public static final Attribute<Long> MAX_WIDTH = Attribute.of("maxWidth", ValueType.UNSIGNED_INT);
    public static final Attribute<Long> MIN_HEIGHT = Attribute.of("minHeight", ValueType.UNSIGNED_INT);
    public static final Attribute<Long> MAX_HEIGHT = Attribute.of("maxHeight", ValueType.UNSIGNED_INT);
    public static final Attribute<Ratio> MIN_FRAME_RATE = Attribute.of("minFrameRate", ValueType.FRAME_RATE);
    public static final Attribute<Ratio> MAX_FRAME_RATE = Attribute.of("maxFrameRate", ValueType.FRAME_RATE);
    public static final Attribute<Boolean> SEGMENT_ALIGNMENT = Attribute.of("segmentAlignment", ValueType.BOOLEAN);
    public static final Attribute<Boolean> SUBSEGMENT_ALIGNMENT =
            Attribute.of("subsegmentAlignment", ValueType.BOOLEAN);
    public static final Attribute<Long> SUBSEGMENT_STARTS_WITH_SAP =
            Attribute.of("subsegmentStartsWithSAP", ValueType.UNSIGNED_INT);
    public static final Attribute<Boolean> BITSTREAM_SWITCHING = Attribute.of("bitstreamSwitching", ValueType.BOOLEAN);

    static final String NAME = "AdaptationSet";
    static final List<Attribute<?>> ATTRIBUTES = attributes();

    public AdaptationSet {
        MpdElement.require(xml, NAME);
    }

    /** @param contentType {@code video}, {@code audio}, {@code text} or {@code image} */
    public static AdaptationSet of(int id, String contentType) {
        return new AdaptationSet(XmlElement.of(XmlName.element(NAME)))
                .with(ID, Integer.toString(id))
                .with(CONTENT_TYPE, contentType);
    }

    private static List<Attribute<?>> attributes() {
        List<Attribute<?>> attributes = new ArrayList<>(COMMON_ATTRIBUTES);
        attributes.addAll(List.of(
                ID,
                LANG,
                CONTENT_TYPE,
                GROUP,
                PAR,
                MIN_BANDWIDTH,
                MAX_BANDWIDTH,
                MIN_WIDTH,
                MAX_WIDTH,
                MIN_HEIGHT,
                MAX_HEIGHT,
                MIN_FRAME_RATE,
                MAX_FRAME_RATE,
                SEGMENT_ALIGNMENT,
                SUBSEGMENT_ALIGNMENT,
                SUBSEGMENT_STARTS_WITH_SAP,
                BITSTREAM_SWITCHING));
        return List.copyOf(attributes);
    }

    @Override
    public AdaptationSet view(XmlElement other) {
        return new AdaptationSet(other);
    }

    public List<Representation> representations() {
        return children(Representation.NAME, Representation::new);
    }

    /**
     * What it holds, {@code video}, {@code audio}, {@code text}, {@code image}…: as it says, else as its first media
     * type says, its own or a representation's; empty if nothing does.
     */
    public String contentType() {
        return get(CONTENT_TYPE)
                .or(() -> get(MIME_TYPE))
                .or(() -> representations().stream()
                        .flatMap(representation -> representation.get(MIME_TYPE).stream())
                        .findFirst())
                .map(type -> type.replaceFirst("/.*", ""))
                .orElse("");
    }
}
