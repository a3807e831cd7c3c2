package labwire.dash.manifest;

import java.util.ArrayList;
import java.util.List;

/** One version of a stream: a rung (ISO/IEC 23009-1, 5.3.5). */
public record Representation(XmlElement xml)
        implements StreamDescription<Representation>, WithSegments<Representation> {
    public static final Attribute<String> ID = Attribute.of("id", ValueType.STRING);

    /** In bits a second. */
    public static final Attribute<Long> BANDWIDTH = Attribute.of("bandwidth", ValueType.UNSIGNED_INT);

    public static final Attribute<Long> QUALITY_RANKING = Attribute.of("qualityRanking", ValueType.UNSIGNED_INT);

    /** Ids of representations needed to decode this one, separated by white space. */
    public static final Attribute<String> DEPENDENCY_ID = Attribute.of("dependencyId", ValueType.STRING);

    static final String NAME = "Representation";
    static final List<Attribute<?>> ATTRIBUTES = attributes();

    public Representation {
        MpdElement.require(xml, NAME);
    }

    /** @param bandwidth in bits a second */
    public static Representation of(String id, long bandwidth) {
        return new Representation(XmlElement.of(XmlName.element(NAME)))
                .with(ID, id)
                .with(BANDWIDTH, bandwidth);
    }

    private static List<Attribute<?>> attributes() {
        List<Attribute<?>> attributes = new ArrayList<>(COMMON_ATTRIBUTES);
        attributes.addAll(List.of(ID, BANDWIDTH, QUALITY_RANKING, DEPENDENCY_ID));
        return List.copyOf(attributes);
    }

    @Override
    public Representation view(XmlElement other) {
        return new Representation(other);
    }

    /** Empty if absent, against the schema. */
    public String id() {
        return get(ID).orElse("");
    }

    /** In bits a second; 0 if absent, against the schema. */
    public long bandwidth() {
        return get(BANDWIDTH).orElse(0L);
    }

    /** With the attributes of {@link StreamDescription} that it inherits from its adaptation set. */
    public Representation inheriting(AdaptationSet set) {
        Representation whole = this;
        for (Attribute<?> attribute : COMMON_ATTRIBUTES) {
            whole = whole.inheriting(set, attribute);
        }
        return whole;
    }

    private <T> Representation inheriting(AdaptationSet set, Attribute<T> attribute) {
        return get(attribute).isPresent()
                ? this
                : set.get(attribute).map(value -> with(attribute, value)).orElse(this);
    }
}
