package labwire.dash.manifest;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What makes players stumble though the schema allows it: rules of ISO/IEC 23009-1 and of DASH-IF's guidelines, for
 * manifests of our own and of others.
 */
public final class MpdRules {
    /** Any address will do: whether segments can be found does not depend on it. */
    private static final URI SOMEWHERE = URI.create("http://origin.invalid/title/manifest.mpd");

    private final Mpd mpd;
    private final Problems problems = new Problems();

    private MpdRules(Mpd mpd) {
        this.mpd = mpd;
    }

    /** What is wrong, each with its place: {@code MPD/Period[1]/@id: absent (expected: …)}; empty if nothing is. */
    public static List<String> check(Mpd mpd) {
        MpdRules rules = new MpdRules(mpd);
        rules.presentation();
        rules.order(mpd.xml(), "MPD");
        try {
            for (PeriodSpan span : mpd.spans()) {
                rules.period(span, "MPD/Period[" + (span.index() + 1) + "]");
            }
        } catch (MpdException e) {
            rules.problems.add("MPD", String.valueOf(e.getMessage()));
        }
        return rules.problems.all();
    }

    private void presentation() {
        problems.require(mpd, Mpd.PROFILES, "MPD");
        problems.require(mpd, Mpd.MIN_BUFFER_TIME, "MPD");
        List<Period> periods = mpd.periods();
        problems.addUnless(!periods.isEmpty(), "MPD", "no period (expected: one or more)");
        boolean endKnown = mpd.get(Mpd.MEDIA_PRESENTATION_DURATION).isPresent()
                || !periods.isEmpty()
                        && periods.get(periods.size() - 1).get(Period.DURATION).isPresent();
        if (mpd.isDynamic()) {
            problems.require(mpd, Mpd.AVAILABILITY_START_TIME, "MPD");
            problems.require(mpd, Mpd.PUBLISH_TIME, "MPD");
            problems.addUnless(
                    endKnown || mpd.get(Mpd.MINIMUM_UPDATE_PERIOD).isPresent(),
                    "MPD",
                    "open, and never refreshed (expected: @minimumUpdatePeriod, or @mediaPresentationDuration)");
            problems.addUnless(!mpd.utcTimings().isEmpty(), "MPD", "no clock (expected: a UTCTiming)");
        } else {
            problems.addUnless(endKnown, "MPD/@mediaPresentationDuration", "absent (expected: a duration)");
            for (Attribute<?> live : List.of(Mpd.MINIMUM_UPDATE_PERIOD, Mpd.TIME_SHIFT_BUFFER_DEPTH)) {
                problems.addUnless(mpd.get(live).isEmpty(), "MPD/" + live, "present (expected: in dynamic MPDs alone)");
            }
        }
        bufferDepth();
        services();
    }

    private void bufferDepth() {
        Duration depth = mpd.get(Mpd.TIME_SHIFT_BUFFER_DEPTH).orElse(XmlTimes.LONGEST);
        for (Attribute<Duration> shorter : List.of(Mpd.SUGGESTED_PRESENTATION_DELAY, Mpd.MAX_SEGMENT_DURATION)) {
            mpd.get(shorter)
                    .filter(duration -> duration.compareTo(depth) > 0)
                    .ifPresent(duration -> problems.add(
                            "MPD/" + shorter, duration + " (expected: at most @timeShiftBufferDepth, " + depth + ")"));
        }
    }

    private void services() {
        for (ServiceDescription service : mpd.serviceDescriptions()) {
            service.latency().ifPresent(latency -> {
                long target = latency.get(Latency.TARGET).orElse(0L);
                long min = latency.get(Latency.MIN).orElse(target);
                long max = latency.get(Latency.MAX).orElse(target);
                problems.addUnless(
                        min <= target && target <= max,
                        "MPD/ServiceDescription/Latency",
                        min + ", " + target + ", " + max + " (expected: @min, @target, @max in order)");
            });
            service.playbackRate().ifPresent(rate -> {
                double min = rate.get(PlaybackRate.MIN).orElse(1.0);
                double max = rate.get(PlaybackRate.MAX).orElse(1.0);
                problems.addUnless(
                        min <= 1 && max >= 1,
                        "MPD/ServiceDescription/PlaybackRate",
                        min + " to " + max + " (expected: around 1)");
            });
        }
    }

    /** Everywhere: what the schema has an order for, and descriptors' schemes. */
    private void order(XmlElement element, String path) {
        Optional<String> misplaced = SchemaOrder.firstMisplaced(element);
        misplaced.ifPresent(what -> problems.add(path, what + " (expected: the other way round)"));
        Set<String> ids = new HashSet<>();
        Map<String, Integer> positions = new HashMap<>();
        for (XmlElement child : element.elements()) {
            String name = child.name().local();
            String childPath = path + "/" + name + "[" + positions.merge(name, 1, Integer::sum) + "]";
            if (Descriptor.Kind.isOne(child)) {
                problems.addUnless(
                        !new Descriptor(child).schemeIdUri().isBlank(),
                        childPath + "/@schemeIdUri",
                        "absent (expected: a URI)");
            }
            // Ids are unique among the elements of one kind around which the same element is.
            Optional<String> id = List.of(Period.NAME, AdaptationSet.NAME, Event.NAME)
                            .contains(child.name().local())
                    ? child.attribute(Period.ID.name())
                    : Optional.empty();
            id.filter(text -> !ids.add(name + " " + text))
                    .ifPresent(text -> problems.add(childPath + "/@id", "\"" + Excerpt.of(text) + "\" again"));
            order(child, childPath);
        }
    }

    private void period(PeriodSpan span, String path) {
        if (mpd.isDynamic()) {
            problems.require(span.period(), Period.ID, path);
        }
        problems.addUnless(
                span.duration().filter(Duration::isZero).isEmpty(), path + "/@duration", "zero (expected: more)");
        Set<String> ids = new HashSet<>();
        List<AdaptationSet> sets = span.period().adaptationSets();
        for (int i = 0; i < sets.size(); i++) {
            AdaptationSet set = sets.get(i);
            String setPath = path + "/AdaptationSet[" + (i + 1) + "]";
            List<Representation> representations = set.representations();
            problems.addUnless(!representations.isEmpty(), setPath, "no representation (expected: one or more)");
            for (int j = 0; j < representations.size(); j++) {
                Representation representation = representations.get(j).inheriting(set);
                representation(representation, set.contentType(), setPath + "/Representation[" + (j + 1) + "]", ids);
            }
            new SegmentRules(mpd, span, set, problems, setPath).check(SOMEWHERE);
        }
    }

    private void representation(Representation representation, String contentType, String path, Set<String> ids) {
        String id = representation.id();
        problems.addUnless(!id.isEmpty(), path + "/@id", "absent (expected: an id)");
        problems.addUnless(
                id.chars().noneMatch(Character::isWhitespace),
                path + "/@id",
                "\"" + Excerpt.of(id) + "\" (expected: no white space)");
        problems.addUnless(ids.add(id), path + "/@id", "\"" + Excerpt.of(id) + "\" again in the period");
        problems.addUnless(representation.bandwidth() > 0, path + "/@bandwidth", "0 (expected: more)");
        problems.require(representation, Representation.MIME_TYPE, path);
        if (contentType.equals("video") || contentType.equals("audio")) {
            problems.require(representation, Representation.CODECS, path);
        }
        if (contentType.equals("video") || contentType.equals("image")) {
            problems.require(representation, Representation.WIDTH, path);
            problems.require(representation, Representation.HEIGHT, path);
        }
    }
}
