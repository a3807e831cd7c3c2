package labwire.dash.manifest;

import java.util.List;
import java.util.Optional;

/**
 * Where segments are and when (ISO/IEC 23009-1, 5.3.9): what the three ways to say it have in common.
 *
 * @param <S> the view itself
 */
public sealed interface SegmentInformation<S extends SegmentInformation<S>> extends MpdElement<S>
        permits SegmentBase, SegmentList, SegmentTemplate {
    Attribute<Long> TIMESCALE = Attribute.of("timescale", ValueType.TIMESCALE);

    /** The media time of the period's start, in ticks. */
    Attribute<Long> PRESENTATION_TIME_OFFSET = Attribute.of("presentationTimeOffset", ValueType.UNSIGNED_LONG);

    /** Where the segment index ({@code sidx}) is. */
    Attribute<ByteRange> INDEX_RANGE = Attribute.of("indexRange", ValueType.BYTE_RANGE);

    Attribute<Boolean> INDEX_RANGE_EXACT = Attribute.of("indexRangeExact", ValueType.BOOLEAN);

    /** How much earlier than whole segments are there by the clock, in seconds. */
    Attribute<Double> AVAILABILITY_TIME_OFFSET = Attribute.of("availabilityTimeOffset", ValueType.DOUBLE);

    /** False if segments are there before they are whole. */
    Attribute<Boolean> AVAILABILITY_TIME_COMPLETE = Attribute.of("availabilityTimeComplete", ValueType.BOOLEAN);

    /** Of every segment but the last, in ticks; in lists and templates. */
    Attribute<Long> DURATION = Attribute.of("duration", ValueType.UNSIGNED_INT);

    /** The number of the period's first segment; in lists and templates. */
    Attribute<Long> START_NUMBER = Attribute.of("startNumber", ValueType.UNSIGNED_INT);

    /** The number of the period's last segment; in lists and templates. */
    Attribute<Long> END_NUMBER = Attribute.of("endNumber", ValueType.UNSIGNED_INT);

    List<Attribute<?>> SEGMENT_ATTRIBUTES = List.of(
            TIMESCALE,
            PRESENTATION_TIME_OFFSET,
            INDEX_RANGE,
            INDEX_RANGE_EXACT,
            AVAILABILITY_TIME_OFFSET,
            AVAILABILITY_TIME_COMPLETE,
            DURATION,
            START_NUMBER,
            END_NUMBER);

    /** The initialization segment, as an element. */
    default Optional<UrlRange> initialization() {
        return child(UrlRange.INITIALIZATION, UrlRange::new);
    }

    default Optional<SegmentTimeline> timeline() {
        return child(SegmentTimeline.NAME, SegmentTimeline::new);
    }

    /** This over that of a level above: attribute by attribute, element by element, the lower one counts (5.3.9.1). */
    default S over(S above) {
        XmlElement merged = xml();
        for (XmlAttribute attribute : above.xml().attributes()) {
            if (merged.attribute(attribute.name()).isEmpty()) {
                merged = merged.withAttribute(attribute.name(), attribute.value());
            }
        }
        XmlElement own = xml();
        for (XmlElement inherited : above.xml().elements()) {
            if (own.elements().stream().noneMatch(element -> element.name().matches(inherited.name()))) {
                merged = SchemaOrder.insert(merged, inherited);
            }
        }
        return view(merged);
    }
}
