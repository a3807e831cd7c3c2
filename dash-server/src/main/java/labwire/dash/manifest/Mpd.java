package labwire.dash.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The whole description (ISO/IEC 23009-1, 5.3.1). */
public record Mpd(XmlElement xml) implements MpdElement<Mpd> {
    public static final Attribute<String> ID = Attribute.of("id", ValueType.STRING);
    public static final Attribute<String> PROFILES = Attribute.of("profiles", ValueType.STRING);
    public static final Attribute<PresentationType> TYPE = Attribute.of("type", ValueType.PRESENTATION_TYPE);
    public static final Attribute<Instant> AVAILABILITY_START_TIME =
            Attribute.of("availabilityStartTime", ValueType.INSTANT);
    public static final Attribute<Instant> AVAILABILITY_END_TIME =
            Attribute.of("availabilityEndTime", ValueType.INSTANT);
    public static final Attribute<Instant> PUBLISH_TIME = Attribute.of("publishTime", ValueType.INSTANT);
    public static final Attribute<Duration> MEDIA_PRESENTATION_DURATION =
            Attribute.of("mediaPresentationDuration", ValueType.DURATION);
    public static final Attribute<Duration> MINIMUM_UPDATE_PERIOD =
            Attribute.of("minimumUpdatePeriod", ValueType.DURATION);
    public static final Attribute<Duration> MIN_BUFFER_TIME = Attribute.of("minBufferTime", ValueType.DURATION);
    public static final Attribute<Duration> TIME_SHIFT_BUFFER_DEPTH =
            Attribute.of("timeShiftBufferDepth", ValueType.DURATION);
    public static final Attribute<Duration> SUGGESTED_PRESENTATION_DELAY =
            Attribute.of("suggestedPresentationDelay", ValueType.DURATION);
    public static final Attribute<Duration> MAX_SEGMENT_DURATION =
            Attribute.of("maxSegmentDuration", ValueType.DURATION);
    public static final Attribute<Duration> MAX_SUBSEGMENT_DURATION =
            Attribute.of("maxSubsegmentDuration", ValueType.DURATION);

    /** Values of {@link #PROFILES}; several are separated by commas. */
    public static final String PROFILE_LIVE = "urn:mpeg:dash:profile:isoff-live:2011";

    public static final String PROFILE_ON_DEMAND = "urn:mpeg:dash:profile:isoff-on-demand:2011";

    static final String NAME = "MPD";
    static final List<Attribute<?>> ATTRIBUTES = List.of(
            ID,
            PROFILES,
            TYPE,
            AVAILABILITY_START_TIME,
            AVAILABILITY_END_TIME,
            PUBLISH_TIME,
            MEDIA_PRESENTATION_DURATION,
            MINIMUM_UPDATE_PERIOD,
            MIN_BUFFER_TIME,
            TIME_SHIFT_BUFFER_DEPTH,
            SUGGESTED_PRESENTATION_DELAY,
            MAX_SEGMENT_DURATION,
            MAX_SUBSEGMENT_DURATION);

    public Mpd {
        MpdElement.require(xml, NAME);
    }

    /** An empty one, with what the schema requires. */
    public static Mpd of(String profiles, PresentationType type, Duration minBufferTime) {
        return new Mpd(XmlElement.of(XmlName.element(NAME)))
                .with(PROFILES, profiles)
                .with(TYPE, type)
                .with(MIN_BUFFER_TIME, minBufferTime);
    }

    @Override
    public Mpd view(XmlElement other) {
        return new Mpd(other);
    }

    public boolean isDynamic() {
        return get(TYPE).orElse(PresentationType.STATIC) == PresentationType.DYNAMIC;
    }

    public List<Period> periods() {
        return children(Period.NAME, Period::new);
    }

    public List<BaseUrl> baseUrls() {
        return children(BaseUrl.NAME, BaseUrl::new);
    }

    /** Where the manifest is to be fetched the next time, if not where it was. */
    public List<String> locations() {
        return children("Location", XmlElement::text);
    }

    public List<PatchLocation> patchLocations() {
        return children(PatchLocation.NAME, PatchLocation::new);
    }

    public List<ServiceDescription> serviceDescriptions() {
        return children(ServiceDescription.NAME, ServiceDescription::new);
    }

    public List<Descriptor> descriptors(Descriptor.Kind kind) {
        return children(kind.element(), Descriptor::new);
    }

    /** Where to learn the server's time, best first. */
    public List<Descriptor> utcTimings() {
        return descriptors(Descriptor.Kind.UTC_TIMING);
    }

    /**
     * Where each period lies on the presentation's timeline (5.3.2.1): what it says itself, else where the one before
     * ends. Ends where it says, where the next one begins, or where the presentation ends.
     *
     * @throws MpdException if a period has no start and nothing to learn it from, or begins before the one before
     */
    public List<PeriodSpan> spans() throws MpdException {
        List<Period> periods = periods();
        List<Duration> starts = new ArrayList<>(periods.size());
        Optional<Duration> next = isDynamic() ? Optional.empty() : Optional.of(Duration.ZERO);
        for (int i = 0; i < periods.size(); i++) {
            Period period = periods.get(i);
            String path = "MPD/Period[" + (i + 1) + "]";
            Optional<Duration> own = period.get(Period.START);
            Duration start = (own.isPresent() ? own : next)
                    .orElseThrow(() -> new MpdException(path + "/@start", "absent (expected: a start)"));
            if (i > 0 && start.compareTo(starts.get(i - 1)) < 0) {
                throw new MpdException(path + "/@start", start + " (expected: not before the period before)");
            }
            starts.add(start);
            next = period.get(Period.DURATION).map(start::plus);
        }
        List<PeriodSpan> spans = new ArrayList<>(periods.size());
        for (int i = 0; i < periods.size(); i++) {
            Duration start = starts.get(i);
            Optional<Duration> end =
                    i + 1 < periods.size() ? Optional.of(starts.get(i + 1)) : get(MEDIA_PRESENTATION_DURATION);
            Optional<Duration> duration = periods.get(i)
                    .get(Period.DURATION)
                    .or(() -> end.map(at -> at.minus(start)).filter(length -> !length.isNegative()));
            spans.add(new PeriodSpan(i, periods.get(i), start, duration));
        }
        return spans;
    }
}
