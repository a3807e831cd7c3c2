package labwire.dash.manifest;

import java.util.List;
import java.util.Optional;

/** How the provider wants the service played (ISO/IEC 23009-1, annex K). */
public record ServiceDescription(XmlElement xml) implements MpdElement<ServiceDescription> {
    public static final Attribute<Long> ID = Attribute.of("id", ValueType.UNSIGNED_INT);

    static final String NAME = "ServiceDescription";
    static final List<Attribute<?>> ATTRIBUTES = List.of(ID);

    public ServiceDescription {
        MpdElement.require(xml, NAME);
    }

    public static ServiceDescription of(long id) {
        return new ServiceDescription(XmlElement.of(XmlName.element(NAME))).with(ID, id);
    }

    @Override
    public ServiceDescription view(XmlElement other) {
        return new ServiceDescription(other);
    }

    public Optional<Latency> latency() {
        return child(Latency.NAME, Latency::new);
    }

    public Optional<PlaybackRate> playbackRate() {
        return child(PlaybackRate.NAME, PlaybackRate::new);
    }
}
