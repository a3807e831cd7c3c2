package labwire.dash.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A stretch of the presentation with the same streams throughout (ISO/IEC 23009-1, 5.3.2). */
public record Period(XmlElement xml) implements WithSegments<Period> {
    public static final Attribute<String> ID = Attribute.of("id", ValueType.STRING);
    public static final Attribute<Duration> START = Attribute.of("start", ValueType.DURATION);
    public static final Attribute<Duration> DURATION = Attribute.of("duration", ValueType.DURATION);

    /** Where the period is to be fetched from. The model keeps it; nobody here follows it. */
    public static final Attribute<String> HREF =
            new Attribute<>(new XmlName("http://www.w3.org/1999/xlink", "xlink", "href"), ValueType.STRING);

    static final String NAME = "Period";
    static final List<Attribute<?>> ATTRIBUTES = List.of(ID, START, DURATION, HREF);

    public Period {
        MpdElement.require(xml, NAME);
    }

    public static Period of(String id) {
        return new Period(XmlElement.of(XmlName.element(NAME))).with(ID, id);
    }

    @Override
    public Period view(XmlElement other) {
        return new Period(other);
    }

    public List<AdaptationSet> adaptationSets() {
        return children(AdaptationSet.NAME, AdaptationSet::new);
    }

    public List<EventStream> eventStreams() {
        return children(EventStream.EVENT_STREAM, EventStream::new);
    }

    public Optional<Descriptor> assetIdentifier() {
        return child(Descriptor.Kind.ASSET_IDENTIFIER.element(), Descriptor::new);
    }

    public List<Descriptor> descriptors(Descriptor.Kind kind) {
        return children(kind.element(), Descriptor::new);
    }
}
