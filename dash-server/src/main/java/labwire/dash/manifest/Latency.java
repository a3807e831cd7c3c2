package labwire.dash.manifest;

import java.util.List;

/** How far behind the live edge to play, in milliseconds. */
public record Latency(XmlElement xml) implements MpdElement<Latency> {
    public static final Attribute<Long> TARGET = Attribute.of("target", ValueType.UNSIGNED_INT);
    public static final Attribute<Long> MIN = Attribute.of("min", ValueType.UNSIGNED_INT);
    public static final Attribute<Long> MAX = Attribute.of("max", ValueType.UNSIGNED_INT);

    /** The id of the {@link ProducerReferenceTime} that it is measured by. */
    public static final Attribute<Long> REFERENCE_ID = Attribute.of("referenceId", ValueType.UNSIGNED_INT);

    static final String NAME = "Latency";
    static final List<Attribute<?>> ATTRIBUTES = List.of(TARGET, MIN, MAX, REFERENCE_ID);

    public Latency {
        MpdElement.require(xml, NAME);
    }

    public static Latency of(long targetMillis) {
        return new Latency(XmlElement.of(XmlName.element(NAME))).with(TARGET, targetMillis);
    }

    @Override
    public Latency view(XmlElement other) {
        return new Latency(other);
    }
}
