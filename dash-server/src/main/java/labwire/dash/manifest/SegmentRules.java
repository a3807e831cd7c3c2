package labwire.dash.manifest;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of {@link MpdRules} on the segments of an adaptation set. */
final class SegmentRules {
    /** What rounding may do to a time. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private final Mpd mpd;
    private final PeriodSpan span;
    private final AdaptationSet set;
    private final Problems problems;
    private final String setPath;

    SegmentRules(Mpd mpd, PeriodSpan span, AdaptationSet set, Problems problems, String setPath) {
        this.mpd = mpd;
        this.span = span;
        this.set = set;
        this.problems = problems;
        this.setPath = setPath;
    }

    void check(URI manifest) {
        Set<String> seen = new HashSet<>();
        SegmentAddresses first = null;
        List<Representation> representations = set.representations();
        problems.addUnless(
                representations.size() < 2
                        || set.contentType().equals("image")
                        || set.get(AdaptationSet.SEGMENT_ALIGNMENT).orElse(false)
                        || set.get(AdaptationSet.SUBSEGMENT_ALIGNMENT).orElse(false),
                setPath + "/@segmentAlignment",
                "false (expected: true, to switch)");
        for (int i = 0; i < representations.size(); i++) {
            Representation representation = representations.get(i);
            String path = setPath + "/Representation[" + (i + 1) + "]";
            SegmentResolver resolver = new SegmentResolver(mpd, span, set, representation);
            information(resolver.information(), path);
            SegmentAddresses addresses;
            try {
                addresses = resolver.resolve(manifest).get(0);
            } catch (MpdException e) {
                problems.add(path, String.valueOf(e.getMessage()));
                continue;
            }
            distinct(addresses, seen, path);
            if (addresses.index().isEmpty() && addresses.count() > 0) {
                extent(addresses, path);
                if (first == null || set.contentType().equals("image")) {
                    first = addresses;
                } else {
                    aligned(first, addresses, path);
                }
            }
        }
    }

    private void information(SegmentInformation<?> segments, String path) {
        boolean timeline = segments.timeline().isPresent();
        boolean duration = segments.get(SegmentInformation.DURATION).isPresent();
        problems.addUnless(!(timeline && duration), path, "a SegmentTimeline and a @duration (expected: one of them)");
        if (mpd.isDynamic()) {
            problems.addUnless(
                    timeline || duration, path, "one segment, in a dynamic MPD (expected: a duration or a timeline)");
        }
        if (!(segments instanceof SegmentTemplate template)) {
            return;
        }
        UrlTemplate media;
        try {
            media = UrlTemplate.of(template.get(SegmentTemplate.MEDIA).orElse(""));
        } catch (MpdException e) {
            return; // The resolver says it.
        }
        boolean number = media.uses("Number");
        boolean time = media.uses("Time");
        if (timeline || duration) {
            problems.addUnless(
                    number != time, path + "/SegmentTemplate/@media", "(expected: one of $Number$ and $Time$)");
        }
        problems.addUnless(
                !time || timeline, path + "/SegmentTemplate", "$Time$ by a @duration (expected: a SegmentTimeline)");
    }

    /** Two representations at one address are one. */
    private void distinct(SegmentAddresses addresses, Set<String> seen, String path) {
        Optional<Resource> first = addresses.index();
        if (first.isEmpty() && addresses.count() > 0) {
            first = Optional.of(addresses.at(addresses.firstNumber()).resource());
        }
        first.filter(resource -> !seen.add(resource.toString()))
                .ifPresent(resource -> problems.add(path, resource.uri() + " again (expected: an address of its own)"));
    }

    /** Segments cover the period, and none is longer than the MPD says. */
    private void extent(SegmentAddresses addresses, String path) {
        SegmentAddress first = addresses.at(addresses.firstNumber());
        SegmentAddress last = addresses.at(addresses.firstNumber() + addresses.count() - 1);
        Duration end = last.presentationTime().plus(last.duration());
        if (!mpd.isDynamic()) {
            problems.addUnless(
                    first.presentationTime().compareTo(first.duration()) < 0,
                    path,
                    "begins at " + first.presentationTime() + " of the period (expected: within its first segment)");
            span.duration()
                    .filter(duration -> end.plus(last.duration()).compareTo(duration) < 0)
                    .ifPresent(duration -> problems.add(
                            path, "ends at " + end + " of the period (expected: " + duration + ", its duration)"));
        }
        if (set.contentType().equals("image")) {
            return; // A sheet of thumbnails stands for as long as it likes: nobody waits for it.
        }
        mpd.get(Mpd.MAX_SEGMENT_DURATION)
                .filter(most -> addresses.count() > 1)
                .filter(most -> addresses.longest().compareTo(most.plus(ROUNDING)) > 0)
                .ifPresent(most -> problems.add(
                        path,
                        "a segment of " + addresses.longest() + " (expected: at most @maxSegmentDuration, " + most
                                + ")"));
    }

    /** Where a player may switch, it finds the next segment of the other rung beginning at the same time. */
    private void aligned(SegmentAddresses one, SegmentAddresses other, String path) {
        problems.addUnless(
                one.count() == other.count(),
                path,
                other.count() + " segments (expected: " + one.count() + ", as the first one has)");
        long common = Math.min(one.count(), other.count());
        for (long index : new long[] {0, common / 2, common - 1}) {
            Duration begin = one.at(one.firstNumber() + index).presentationTime();
            Duration here = other.at(other.firstNumber() + index).presentationTime();
            problems.addUnless(
                    begin.minus(here).abs().compareTo(ROUNDING) <= 0,
                    path,
                    "segment " + index + " begins at " + here + " (expected: " + begin + ", as in the first one)");
        }
    }
}
