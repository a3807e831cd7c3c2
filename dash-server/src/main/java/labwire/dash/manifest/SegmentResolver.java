package labwire.dash.manifest;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts together what the levels of an MPD say of a representation's segments. */
final class SegmentResolver {
    /** A remainder of this is the rounding of the period's duration, and no segment. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    /** In ticks a second, where the manifest says nothing of segments. */
    private static final long MILLISECONDS = 1_000;

    private final Mpd mpd;
    private final PeriodSpan span;
    private final AdaptationSet set;
    private final Representation representation;
    private final List<WithSegments<?>> levels;

    SegmentResolver(Mpd mpd, PeriodSpan span, AdaptationSet set, Representation representation) {
        this.mpd = mpd;
        this.span = span;
        this.set = set;
        this.representation = representation;
        this.levels = List.of(representation, set, span.period());
    }

    List<SegmentAddresses> resolve(URI manifest) throws MpdException {
        List<BaseAddress> bases = List.of(new BaseAddress(UrlReference.checked(manifest), 0));
        bases = BaseAddress.below(bases, mpd.baseUrls());
        bases = BaseAddress.below(bases, span.period().baseUrls());
        bases = BaseAddress.below(bases, set.baseUrls());
        bases = BaseAddress.below(bases, representation.baseUrls());
        List<SegmentAddresses> alternatives = new ArrayList<>(bases.size());
        for (BaseAddress base : bases) {
            alternatives.add(resolve(base));
        }
        return alternatives;
    }

    private SegmentAddresses resolve(BaseAddress base) throws MpdException {
        SegmentInformation<?> segments = information();
        if (segments instanceof SegmentTemplate template) {
            return byTemplate(base, template);
        }
        if (segments instanceof SegmentList list) {
            return byList(base, list);
        }
        return byBase(base, (SegmentBase) segments);
    }

    /** The lowest level that says anything says in which way; the levels above may add to that. */
    SegmentInformation<?> information() {
        for (WithSegments<?> level : levels) {
            if (level.segmentTemplate().isPresent()) {
                return merged(WithSegments::segmentTemplate);
            }
            if (level.segmentList().isPresent()) {
                return merged(WithSegments::segmentList);
            }
            if (level.segmentBase().isPresent()) {
                return merged(WithSegments::segmentBase);
            }
        }
        return new SegmentBase(XmlElement.of(XmlName.element(SegmentBase.NAME)))
                .with(SegmentInformation.TIMESCALE, MILLISECONDS);
    }

    private <S extends SegmentInformation<S>> S merged(Function<WithSegments<?>, Optional<S>> kind) {
        S merged = null;
        for (WithSegments<?> level : levels) {
            S here = kind.apply(level).orElse(null);
            if (here != null) {
                merged = merged == null ? here : merged.over(here);
            }
        }
        if (merged == null) {
            throw new IllegalStateException("no level has segments (expected: one)");
        }
        return merged;
    }

    private SegmentAddresses byTemplate(BaseAddress base, SegmentTemplate template) throws MpdException {
        UrlTemplate media = UrlTemplate.of(template.get(SegmentTemplate.MEDIA)
                .orElseThrow(() -> problem("SegmentTemplate/@media", "absent (expected: a pattern)")));
        String id = representation.id();
        long bandwidth = representation.bandwidth();
        // Whatever the number, the URL is as sound as this longest one: only digits differ.
        UrlReference.resolve(base.uri(), media.fill(id, bandwidth, Long.MAX_VALUE, Long.MAX_VALUE));
        Optional<Resource> initialization = initialization(base, template);
        Optional<String> pattern = template.get(SegmentTemplate.INITIALIZATION);
        if (pattern.isPresent()) {
            String url = UrlTemplate.of(pattern.get()).fill(id, bandwidth, 0, 0);
            initialization = Optional.of(new Resource(UrlReference.resolve(base.uri(), url), Optional.empty()));
        }
        SegmentLocator locator = (index, number, start) ->
                new Resource(sound(base.uri(), media.fill(id, bandwidth, number, start)), Optional.empty());
        return addresses(base, template, times(template, Long.MAX_VALUE), locator, initialization, Optional.empty());
    }

    private SegmentAddresses byList(BaseAddress base, SegmentList list) throws MpdException {
        List<SegmentUrl> urls = list.segmentUrls();
        List<Resource> resources = new ArrayList<>(urls.size());
        for (SegmentUrl url : urls) {
            resources.add(resource(base, url.get(SegmentUrl.MEDIA), url.get(SegmentUrl.MEDIA_RANGE)));
        }
        return addresses(
                base,
                list,
                times(list, resources.size()),
                (index, number, start) -> resources.get((int) index),
                initialization(base, list),
                Optional.empty());
    }

    private SegmentAddresses byBase(BaseAddress base, SegmentBase segment) throws MpdException {
        Resource whole = new Resource(base.uri(), Optional.empty());
        Optional<ByteRange> indexRange = segment.get(SegmentInformation.INDEX_RANGE);
        Optional<Resource> initialization = initialization(base, segment);
        if (indexRange.isEmpty()) {
            return addresses(
                    base,
                    segment,
                    times(segment, 1),
                    (index, number, start) -> whole,
                    initialization,
                    Optional.empty());
        }
        if (initialization.isEmpty() && indexRange.get().first() > 0) {
            ByteRange before = ByteRange.of(0, indexRange.get().first() - 1);
            initialization = Optional.of(new Resource(base.uri(), Optional.of(before)));
        }
        return addresses(
                base,
                segment,
                new SegmentTimes.Listed(0),
                (index, number, start) -> whole,
                initialization,
                Optional.of(new Resource(base.uri(), indexRange)));
    }

    private SegmentAddresses addresses(
            BaseAddress base,
            SegmentInformation<?> segments,
            SegmentTimes times,
            SegmentLocator locator,
            Optional<Resource> initialization,
            Optional<Resource> index)
            throws MpdException {
        return new SegmentAddresses(
                times,
                locator,
                startNumber(segments),
                timescale(segments),
                offset(segments),
                mpd.isDynamic() ? clock(base, segments) : null,
                initialization,
                index);
    }

    private LiveClock clock(BaseAddress base, SegmentInformation<?> segments) throws MpdException {
        Instant start = mpd.get(Mpd.AVAILABILITY_START_TIME)
                .orElseThrow(() -> new MpdException("MPD/@availabilityStartTime", "absent (expected: a time)"));
        double early = base.early()
                + segments.get(SegmentInformation.AVAILABILITY_TIME_OFFSET).orElse(0.0);
        return new LiveClock(
                start.plus(span.start()), BaseAddress.duration(early), mpd.get(Mpd.TIME_SHIFT_BUFFER_DEPTH));
    }

    /** By a timeline, a duration or, where there is but one segment, the period. */
    private SegmentTimes times(SegmentInformation<?> segments, long most) throws MpdException {
        long timescale = timescale(segments);
        long offset = offset(segments);
        Duration period = span.duration().orElse(XmlTimes.LONGEST);
        long end = offset + Ticks.ceiling(period, timescale);
        SegmentTimeline timeline = segments.timeline().orElse(null);
        SegmentTimes times;
        if (timeline != null) {
            times = TimelineReader.read(timeline, end);
        } else {
            long whole = Math.max(1, end - offset);
            long duration = segments.get(SegmentInformation.DURATION)
                    .filter(ticks -> ticks > 0)
                    .orElse(whole);
            long sure = Math.max(1, Ticks.ceiling(period.minus(ROUNDING), timescale));
            times = new SegmentTimes.Uniform(offset, duration, (sure - 1) / duration + 1, offset + whole);
        }
        long numbered = segments.get(SegmentInformation.END_NUMBER)
                .map(last -> Math.max(0, last - startNumber(segments) + 1))
                .orElse(Long.MAX_VALUE);
        return new SegmentTimes.Limited(times, Math.min(most, numbered));
    }

    private Optional<Resource> initialization(BaseAddress base, SegmentInformation<?> segments) throws MpdException {
        UrlRange element = segments.initialization().orElse(null);
        return element == null
                ? Optional.empty()
                : Optional.of(resource(base, element.get(UrlRange.SOURCE_URL), element.get(UrlRange.RANGE)));
    }

    private static Resource resource(BaseAddress base, Optional<String> url, Optional<ByteRange> range)
            throws MpdException {
        return new Resource(url.isPresent() ? UrlReference.resolve(base.uri(), url.get()) : base.uri(), range);
    }

    private static URI sound(URI base, String reference) {
        try {
            return UrlReference.resolve(base, reference);
        } catch (MpdException e) {
            throw new IllegalStateException("a URL of digits that was sound with others: " + e.getMessage(), e);
        }
    }

    private MpdException problem(String at, String reason) {
        return new MpdException(
                "MPD/Period[" + (span.index() + 1) + "]/…/Representation \"" + Excerpt.of(representation.id()) + "\"/"
                        + at,
                reason);
    }

    private static long timescale(SegmentInformation<?> segments) {
        return segments.get(SegmentInformation.TIMESCALE).orElse(1L);
    }

    private static long offset(SegmentInformation<?> segments) {
        return segments.get(SegmentInformation.PRESENTATION_TIME_OFFSET).orElse(0L);
    }

    private static long startNumber(SegmentInformation<?> segments) {
        return segments.get(SegmentInformation.START_NUMBER).orElse(1L);
    }
}
