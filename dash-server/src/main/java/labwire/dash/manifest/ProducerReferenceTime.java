package labwire.dash.manifest;

import java.util.List;
import java.util.Optional;

/** When a moment of the media was produced (ISO/IEC 23009-1, 5.12). */
public record ProducerReferenceTime(XmlElement xml) implements MpdElement<ProducerReferenceTime> {
    public static final Attribute<Long> ID = Attribute.of("id", ValueType.UNSIGNED_INT);
    public static final Attribute<Boolean> INBAND = Attribute.of("inband", ValueType.BOOLEAN);

    /** {@code encoder}, {@code captured} or {@code application}. */
    public static final Attribute<String> TYPE = Attribute.of("type", ValueType.STRING);

    /** In a format that the clock defines, usually as {@link ValueType#INSTANT}. */
    public static final Attribute<String> WALL_CLOCK_TIME = Attribute.of("wallClockTime", ValueType.STRING);

    /** In the ticks of the representation. */
    public static final Attribute<Long> PRESENTATION_TIME = Attribute.of("presentationTime", ValueType.UNSIGNED_LONG);

    static final String NAME = "ProducerReferenceTime";
    static final List<Attribute<?>> ATTRIBUTES = List.of(ID, INBAND, TYPE, WALL_CLOCK_TIME, PRESENTATION_TIME);

    public ProducerReferenceTime {
        MpdElement.require(xml, NAME);
    }

    public static ProducerReferenceTime of(long id, String type, String wallClockTime, long presentationTime) {
        return new ProducerReferenceTime(XmlElement.of(XmlName.element(NAME)))
                .with(ID, id)
                .with(TYPE, type)
                .with(WALL_CLOCK_TIME, wallClockTime)
                .with(PRESENTATION_TIME, presentationTime);
    }

    @Override
    public ProducerReferenceTime view(XmlElement other) {
        return new ProducerReferenceTime(other);
    }

    public Optional<Descriptor> utcTiming() {
        return child(Descriptor.Kind.UTC_TIMING.element(), Descriptor::new);
    }
}
