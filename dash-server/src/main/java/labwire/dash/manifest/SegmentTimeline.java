package labwire.dash.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The durations of segments, as runs of equal ones (ISO/IEC 23009-1, 5.3.9.6). */
public record SegmentTimeline(XmlElement xml) implements MpdElement<SegmentTimeline> {
    static final String NAME = "SegmentTimeline";

    public SegmentTimeline {
        MpdElement.require(xml, NAME);
    }

    /** Segments of equal duration, one after another: an {@code S} element. */
    public record Run(XmlElement xml) implements MpdElement<Run> {
        /** Media time of the first one, in ticks; absent: where the run before ends, or 0. */
        public static final Attribute<Long> START = Attribute.of("t", ValueType.UNSIGNED_LONG);

        /** The number of the first one; absent: the next. */
        public static final Attribute<Long> NUMBER = Attribute.of("n", ValueType.UNSIGNED_LONG);

        public static final Attribute<Long> DURATION = Attribute.of("d", ValueType.UNSIGNED_LONG);

        /** How many follow the first one; −1: as many as there is room for. */
        public static final Attribute<Long> REPEAT = Attribute.of("r", ValueType.REPEAT);

        /** Of how many parts with URLs of their own each consists. */
        public static final Attribute<Long> PARTS = Attribute.of("k", ValueType.UNSIGNED_LONG);

        static final String NAME = "S";
        static final List<Attribute<?>> ATTRIBUTES = List.of(START, NUMBER, DURATION, REPEAT, PARTS);

        public Run {
            MpdElement.require(xml, NAME);
        }

        /** @param repeat how many follow the first one; −1: as many as there is room for */
        public static Run of(Optional<Long> start, long duration, long repeat) {
            List<XmlAttribute> attributes = new ArrayList<>(3);
            start.ifPresent(ticks -> attributes.add(new XmlAttribute(START.name(), Long.toString(ticks))));
            attributes.add(new XmlAttribute(DURATION.name(), Long.toString(duration)));
            if (repeat != 0) {
                attributes.add(new XmlAttribute(REPEAT.name(), Long.toString(repeat)));
            }
            return new Run(new XmlElement(XmlName.element(NAME), List.of(), attributes, List.of()));
        }

        @Override
        public Run view(XmlElement other) {
            return new Run(other);
        }
    }

    public static SegmentTimeline of(List<Run> runs) {
        return new SegmentTimeline(XmlElement.of(XmlName.element(NAME))
                .withContent(runs.stream().map(Run::xml).toList()));
    }

    /** Of segments back to back, merged into as few runs as can be. */
    public static SegmentTimeline of(long startTicks, long[] durationsTicks) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < durationsTicks.length; ) {
            int next = i + 1;
            while (next < durationsTicks.length && durationsTicks[next] == durationsTicks[i]) {
                next++;
            }
            runs.add(Run.of(i == 0 ? Optional.of(startTicks) : Optional.empty(), durationsTicks[i], next - i - 1L));
            i = next;
        }
        return of(runs);
    }

    @Override
    public SegmentTimeline view(XmlElement other) {
        return new SegmentTimeline(other);
    }

    public List<Run> runs() {
        return children(Run.NAME, Run::new);
    }
}
