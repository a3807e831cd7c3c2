package labwire.dash.manifest;

import java.util.List;

/** A URL that those below are relative to (ISO/IEC 23009-1, 5.6). */
public record BaseUrl(XmlElement xml) implements MpdElement<BaseUrl> {
    public static final Attribute<String> SERVICE_LOCATION = Attribute.of("serviceLocation", ValueType.STRING);
    public static final Attribute<String> BYTE_RANGE = Attribute.of("byteRange", ValueType.STRING);

    /** How much earlier than by the clock segments are there, in seconds. */
    public static final Attribute<Double> AVAILABILITY_TIME_OFFSET =
            Attribute.of("availabilityTimeOffset", ValueType.DOUBLE);

    public static final Attribute<Boolean> AVAILABILITY_TIME_COMPLETE =
            Attribute.of("availabilityTimeComplete", ValueType.BOOLEAN);

    static final String NAME = "BaseURL";
    static final List<Attribute<?>> ATTRIBUTES =
            List.of(SERVICE_LOCATION, BYTE_RANGE, AVAILABILITY_TIME_OFFSET, AVAILABILITY_TIME_COMPLETE);

    public BaseUrl {
        MpdElement.require(xml, NAME);
    }

    public static BaseUrl of(String url) {
        return new BaseUrl(XmlElement.of(XmlName.element(NAME)).withContent(List.of(new XmlText(url))));
    }

    @Override
    public BaseUrl view(XmlElement other) {
        return new BaseUrl(other);
    }

    public String url() {
        return xml.text();
    }
}
