package labwire.dash.manifest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The order that the schema wants children in, by their parent; {@value #OTHER} stands for other namespaces. */
final class SchemaOrder {
    private static final String OTHER = "*";
    private static final String COMMON = "FramePacking AudioChannelConfiguration ContentProtection OutputProtection"
            + " EssentialProperty SupplementalProperty InbandEventStream Switching RandomAccess GroupLabel Label"
            + " ProducerReferenceTime ContentPopularityRate Resync * ";
    private static final String SEGMENTS = " SegmentBase SegmentList SegmentTemplate ";
    private static final String SEGMENT_INFORMATION =
            "Initialization RepresentationIndex FailoverContent * SegmentTimeline BitstreamSwitching";

    private static final Map<String, List<String>> BY_PARENT = Map.ofEntries(
            order(
                    Mpd.NAME,
                    "ProgramInformation BaseURL Location PatchLocation ServiceDescription InitializationSet"
                            + " InitializationGroup InitializationPresentation ContentProtection Period Metrics"
                            + " EssentialProperty SupplementalProperty UTCTiming LeapSecondInformation *"),
            order(
                    Period.NAME,
                    "BaseURL" + SEGMENTS + "AssetIdentifier EventStream ServiceDescription ContentProtection"
                            + " AdaptationSet Subset SupplementalProperty EmptyAdaptationSet GroupLabel Preselection *"),
            order(
                    AdaptationSet.NAME,
                    COMMON + "Accessibility Role Rating Viewpoint ContentComponent BaseURL" + SEGMENTS
                            + "Representation"),
            order(Representation.NAME, COMMON + "BaseURL ExtendedBandwidth SubRepresentation" + SEGMENTS),
            order(SegmentBase.NAME, SEGMENT_INFORMATION),
            order(SegmentTemplate.NAME, SEGMENT_INFORMATION),
            order(SegmentList.NAME, SEGMENT_INFORMATION + " SegmentURL"),
            order(SegmentTimeline.NAME, "S *"),
            order(EventStream.EVENT_STREAM, "Event *"),
            order(ServiceDescription.NAME, "Scope Latency PlaybackRate OperatingQuality OperatingBandwidth *"),
            order(ProducerReferenceTime.NAME, "UTCTiming *"));

    private SchemaOrder() {}

    private static Map.Entry<String, List<String>> order(String parent, String children) {
        return Map.entry(parent, Arrays.asList(children.trim().split(" +")));
    }

    /** Puts a child before the first one that is to come after it; those of its own kind are before it. */
    static XmlElement insert(XmlElement parent, XmlElement child) {
        List<String> order = BY_PARENT.getOrDefault(parent.name().local(), List.of());
        List<XmlNode> content = new ArrayList<>(parent.content());
        int rank = rank(order, child);
        int place = content.size();
        if (rank >= 0) {
            place = 0;
            while (place < content.size()
                    && !(content.get(place) instanceof XmlElement other && rank(order, other) > rank)) {
                place++;
            }
        }
        content.add(place, child);
        return parent.withContent(content);
    }

    /** The first child that stands after one that it is to come before, with that one; empty if there is none. */
    static Optional<String> firstMisplaced(XmlElement parent) {
        List<String> order = BY_PARENT.getOrDefault(parent.name().local(), List.of());
        int highest = -1;
        for (XmlElement child : parent.elements()) {
            int rank = rank(order, child);
            if (rank >= 0 && rank < highest) {
                return Optional.of(child.name() + " after " + order.get(highest));
            }
            highest = Math.max(highest, rank);
        }
        return Optional.empty();
    }

    /** −1 for what the schema, as far as known here, does not have in this place. */
    private static int rank(List<String> order, XmlElement child) {
        boolean ofMpd = child.name().namespace().equals(XmlName.MPD_NAMESPACE);
        return order.indexOf(ofMpd ? child.name().local() : OTHER);
    }
}
