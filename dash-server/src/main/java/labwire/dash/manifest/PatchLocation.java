package labwire.dash.manifest;

import java.util.List;

/** Where patches to this manifest are to be had (ISO/IEC 23009-1, 5.15). */
public record PatchLocation(XmlElement xml) implements MpdElement<PatchLocation> {
    /** For how long after the publish time, in seconds. */
    public static final Attribute<Double> TTL = Attribute.of("ttl", ValueType.DOUBLE);

    static final String NAME = "PatchLocation";
    static final List<Attribute<?>> ATTRIBUTES = List.of(TTL);

    public PatchLocation {
        MpdElement.require(xml, NAME);
    }

    public static PatchLocation of(String url) {
        return new PatchLocation(XmlElement.of(XmlName.element(NAME)).withContent(List.of(new XmlText(url))));
    }

    @Override
    public PatchLocation view(XmlElement other) {
        return new PatchLocation(other);
    }

    public String url() {
        return xml.text();
    }
}
