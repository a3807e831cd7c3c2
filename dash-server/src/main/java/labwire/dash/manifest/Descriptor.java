package labwire.dash.manifest;

import java.util.List;

/** A scheme and a value in it (ISO/IEC 23009-1, 5.8.2): a role, a channel configuration, a clock… */
public record Descriptor(XmlElement xml) implements MpdElement<Descriptor> {
    public static final Attribute<String> SCHEME_ID_URI = Attribute.of("schemeIdUri", ValueType.STRING);
    public static final Attribute<String> VALUE = Attribute.of("value", ValueType.STRING);
    public static final Attribute<String> ID = Attribute.of("id", ValueType.STRING);

    /** Of a {@link Kind#CONTENT_PROTECTION}; players look for these very letters. */
    public static final Attribute<String> DEFAULT_KID =
            new Attribute<>(new XmlName("urn:mpeg:cenc:2013", "cenc", "default_KID"), ValueType.STRING);

    static final List<Attribute<?>> ATTRIBUTES = List.of(SCHEME_ID_URI, VALUE, ID, DEFAULT_KID);

    /** What is described. */
    public enum Kind {
        ACCESSIBILITY("Accessibility"),
        ASSET_IDENTIFIER("AssetIdentifier"),
        AUDIO_CHANNEL_CONFIGURATION("AudioChannelConfiguration"),
        CONTENT_PROTECTION("ContentProtection"),
        /** A player that does not know the scheme is to leave the element around it alone. */
        ESSENTIAL_PROPERTY("EssentialProperty"),
        FRAME_PACKING("FramePacking"),
        OUTPUT_PROTECTION("OutputProtection"),
        RATING("Rating"),
        REPORTING("Reporting"),
        ROLE("Role"),
        SCOPE("Scope"),
        SUPPLEMENTAL_PROPERTY("SupplementalProperty"),
        UTC_TIMING("UTCTiming"),
        VIEWPOINT("Viewpoint");

        private final String element;

        Kind(String element) {
            this.element = element;
        }

        static boolean isOne(XmlElement element) {
            for (Kind kind : values()) {
                if (element.name().isElement(kind.element)) {
                    return true;
                }
            }
            return false;
        }

        /** Its name in an MPD. */
        public String element() {
            return element;
        }
    }

    public static Descriptor of(Kind kind, String schemeIdUri) {
        return new Descriptor(XmlElement.of(XmlName.element(kind.element))).with(SCHEME_ID_URI, schemeIdUri);
    }

    public static Descriptor of(Kind kind, String schemeIdUri, String value) {
        return of(kind, schemeIdUri).with(VALUE, value);
    }

    @Override
    public Descriptor view(XmlElement other) {
        return new Descriptor(other);
    }

    /** Empty if absent, against the schema. */
    public String schemeIdUri() {
        return get(SCHEME_ID_URI).orElse("");
    }

    /** Empty if absent. */
    public String value() {
        return get(VALUE).orElse("");
    }
}
