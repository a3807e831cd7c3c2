package labwire.dash.manifest;

import java.util.List;

/** A timed message; times in the ticks of its stream. Its payload is its text, or elements of other namespaces. */
public record Event(XmlElement xml) implements MpdElement<Event> {
    public static final Attribute<Long> PRESENTATION_TIME = Attribute.of("presentationTime", ValueType.UNSIGNED_LONG);
    public static final Attribute<Long> DURATION = Attribute.of("duration", ValueType.UNSIGNED_LONG);
    public static final Attribute<Long> ID = Attribute.of("id", ValueType.UNSIGNED_INT);

    /** {@code base64}, if the text is that. */
    public static final Attribute<String> CONTENT_ENCODING = Attribute.of("contentEncoding", ValueType.STRING);

    /** The message in older manifests. */
    public static final Attribute<String> MESSAGE_DATA = Attribute.of("messageData", ValueType.STRING);

    static final String NAME = "Event";
    static final List<Attribute<?>> ATTRIBUTES =
            List.of(PRESENTATION_TIME, DURATION, ID, CONTENT_ENCODING, MESSAGE_DATA);

    public Event {
        MpdElement.require(xml, NAME);
    }

    public static Event of(long id, long presentationTime, long duration, String text) {
        return new Event(XmlElement.of(XmlName.element(NAME)).withContent(List.of(new XmlText(text))))
                .with(PRESENTATION_TIME, presentationTime)
                .with(DURATION, duration)
                .with(ID, id);
    }

    @Override
    public Event view(XmlElement other) {
        return new Event(other);
    }

    public String text() {
        return xml.text();
    }
}
