package labwire.dash.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The attributes that the model gives types to, by element. */
final class Vocabulary {
    private static final Map<String, List<Attribute<?>>> BY_ELEMENT = byElement();

    private Vocabulary() {}

    private static Map<String, List<Attribute<?>>> byElement() {
        Map<String, List<Attribute<?>>> attributes = new HashMap<>(Map.ofEntries(
                Map.entry(Mpd.NAME, Mpd.ATTRIBUTES),
                Map.entry(Period.NAME, Period.ATTRIBUTES),
                Map.entry(AdaptationSet.NAME, AdaptationSet.ATTRIBUTES),
                Map.entry(Representation.NAME, Representation.ATTRIBUTES),
                Map.entry(BaseUrl.NAME, BaseUrl.ATTRIBUTES),
                Map.entry(PatchLocation.NAME, PatchLocation.ATTRIBUTES),
                Map.entry(Label.NAME, Label.ATTRIBUTES),
                Map.entry(EventStream.EVENT_STREAM, EventStream.ATTRIBUTES),
                Map.entry(EventStream.INBAND_EVENT_STREAM, EventStream.ATTRIBUTES),
                Map.entry(Event.NAME, Event.ATTRIBUTES),
                Map.entry(ServiceDescription.NAME, ServiceDescription.ATTRIBUTES),
                Map.entry(Latency.NAME, Latency.ATTRIBUTES),
                Map.entry(PlaybackRate.NAME, PlaybackRate.ATTRIBUTES),
                Map.entry(ProducerReferenceTime.NAME, ProducerReferenceTime.ATTRIBUTES),
                Map.entry(SegmentBase.NAME, SegmentBase.ATTRIBUTES),
                Map.entry(SegmentList.NAME, SegmentList.ATTRIBUTES),
                Map.entry(SegmentTemplate.NAME, SegmentTemplate.ATTRIBUTES),
                Map.entry(SegmentTimeline.Run.NAME, SegmentTimeline.Run.ATTRIBUTES),
                Map.entry(SegmentUrl.NAME, SegmentUrl.ATTRIBUTES),
                Map.entry(UrlRange.INITIALIZATION, UrlRange.ATTRIBUTES),
                Map.entry(UrlRange.REPRESENTATION_INDEX, UrlRange.ATTRIBUTES)));
        for (Descriptor.Kind kind : Descriptor.Kind.values()) {
            attributes.put(kind.element(), Descriptor.ATTRIBUTES);
        }
        return attributes;
    }

    /**
     * Checks that the typed attributes of an element parse, so that nobody who reads the model need expect otherwise.
     *
     * @throws MpdException with the path of the first one that does not
     */
    static void check(XmlElement element, String path) throws MpdException {
        if (!element.name().namespace().equals(XmlName.MPD_NAMESPACE)) {
            return;
        }
        for (Attribute<?> attribute : BY_ELEMENT.getOrDefault(element.name().local(), List.of())) {
            String value = element.attribute(attribute.name()).orElse(null);
            if (value == null) {
                continue;
            }
            try {
                attribute.type().parse(value);
            } catch (IllegalArgumentException e) {
                throw new MpdException(
                        path + "/" + attribute,
                        "\"" + Excerpt.of(value) + "\" (expected: "
                                + attribute.type().expected() + ")");
            }
        }
    }
}
