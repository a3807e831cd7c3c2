package labwire.dash.manifest;

import java.util.List;

/** How much slower and faster a player may play to keep its latency; 1 is as recorded. */
public record PlaybackRate(XmlElement xml) implements MpdElement<PlaybackRate> {
    public static final Attribute<Double> MIN = Attribute.of("min", ValueType.DOUBLE);
    public static final Attribute<Double> MAX = Attribute.of("max", ValueType.DOUBLE);

    static final String NAME = "PlaybackRate";
    static final List<Attribute<?>> ATTRIBUTES = List.of(MIN, MAX);

    public PlaybackRate {
        MpdElement.require(xml, NAME);
    }

    public static PlaybackRate of(double min, double max) {
        return new PlaybackRate(XmlElement.of(XmlName.element(NAME)))
                .with(MIN, min)
                .with(MAX, max);
    }

    @Override
    public PlaybackRate view(XmlElement other) {
        return new PlaybackRate(other);
    }
}
