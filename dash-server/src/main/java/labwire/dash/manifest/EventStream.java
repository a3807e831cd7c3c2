package labwire.dash.manifest;

import java.util.List;

/** Timed messages: listed in the manifest, or announced as being in the segments (ISO/IEC 23009-1, 5.10). */
public record EventStream(XmlElement xml) implements MpdElement<EventStream> {
    public static final Attribute<String> SCHEME_ID_URI = Attribute.of("schemeIdUri", ValueType.STRING);
    public static final Attribute<String> VALUE = Attribute.of("value", ValueType.STRING);
    public static final Attribute<Long> TIMESCALE = Attribute.of("timescale", ValueType.TIMESCALE);
    public static final Attribute<Long> PRESENTATION_TIME_OFFSET =
            Attribute.of("presentationTimeOffset", ValueType.UNSIGNED_LONG);

    static final String EVENT_STREAM = "EventStream";
    static final String INBAND_EVENT_STREAM = "InbandEventStream";
    static final List<Attribute<?>> ATTRIBUTES = List.of(SCHEME_ID_URI, VALUE, TIMESCALE, PRESENTATION_TIME_OFFSET);

    /** One whose events are in the manifest. */
    public static EventStream of(String schemeIdUri, String value, long timescale) {
        return named(EVENT_STREAM, schemeIdUri, value).with(TIMESCALE, timescale);
    }

    /** One whose events are {@code emsg} boxes in the segments. */
    public static EventStream inband(String schemeIdUri, String value) {
        return named(INBAND_EVENT_STREAM, schemeIdUri, value);
    }

    private static EventStream named(String element, String schemeIdUri, String value) {
        return new EventStream(XmlElement.of(XmlName.element(element)))
                .with(SCHEME_ID_URI, schemeIdUri)
                .with(VALUE, value);
    }

    @Override
    public EventStream view(XmlElement other) {
        return new EventStream(other);
    }

    /** In ticks a second. */
    public long timescale() {
        return get(TIMESCALE).orElse(1L);
    }

    public List<Event> events() {
        return children(Event.NAME, Event::new);
    }
}
