package labwire.dash.title;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import labwire.dash.manifest.AdaptationSet;
import labwire.dash.manifest.BaseUrl;
import labwire.dash.manifest.ByteRange;
import labwire.dash.manifest.Mpd;
import labwire.dash.manifest.Period;
import labwire.dash.manifest.PresentationType;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.SegmentBase;
import labwire.dash.manifest.SegmentTemplate;
import labwire.dash.manifest.SegmentTimeline;
import labwire.dash.media.MediaFile;
import labwire.dash.media.SegmentIndex;
import labwire.dash.media.TrackKind;

/** Writes the manifest of a title on demand. One use. */
final class StaticManifest {
    private final Title title;
    private final OnDemandOptions options;
    private final Segmentation cut;
    private final List<StreamGroup> groups;

    private StaticManifest(Title title, OnDemandOptions options) throws OptionException {
        this.title = title;
        this.options = options;
        this.cut = title.segmentation(options.segmentMillis());
        this.groups = StreamGroup.of(chosen(options.codec()));
        if (options.periods() > cut.reference().index().count()) {
            throw new OptionException("periods=" + options.periods() + " (expected: at most one a segment, "
                    + cut.reference().index().count() + ")");
        }
    }

    /** @throws OptionException if the title cannot be served so */
    static Mpd of(Title title, OnDemandOptions options) throws OptionException {
        return new StaticManifest(title, options).write();
    }

    private List<CutTrack> chosen(String codec) throws OptionException {
        if (codec.isEmpty()) {
            return cut.tracks();
        }
        Set<TrackKind> kinds = EnumSet.noneOf(TrackKind.class);
        cut.tracks().stream()
                .filter(track -> track.track().info().codecs().startsWith(codec))
                .forEach(track -> kinds.add(track.track().kind()));
        if (kinds.isEmpty()) {
            throw new OptionException("codec=" + codec + " (expected: the beginning of one of "
                    + String.join(
                            ", ",
                            cut.tracks().stream()
                                    .map(track -> track.track().info().codecs())
                                    .distinct()
                                    .toList())
                    + ")");
        }
        return cut.tracks().stream()
                .filter(track -> !kinds.contains(track.track().kind())
                        || track.track().info().codecs().startsWith(codec))
                .toList();
    }

    private Mpd write() throws OptionException {
        boolean base = options.by() == Addressing.BASE;
        Duration longest = cut.longest();
        Mpd mpd = Mpd.of(base ? Mpd.PROFILE_ON_DEMAND : Mpd.PROFILE_LIVE, PresentationType.STATIC, cut.buffer())
                .with(Mpd.MEDIA_PRESENTATION_DURATION, cut.duration())
                .with(
                        base ? Mpd.MAX_SUBSEGMENT_DURATION : Mpd.MAX_SEGMENT_DURATION,
                        Sidecars.longest(longest, title.description().thumbnails()));
        int segments = cut.reference().index().count();
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < options.periods(); i++) {
            int first = (int) ((long) i * segments / options.periods());
            int end = (int) ((i + 1L) * segments / options.periods());
            periods.add(period(i, new Stretch(first, end, ticks(first), ticks(end))));
        }
        return mpd.with(periods);
    }

    /** A part of the reference's segments; times in its ticks. */
    private record Stretch(int first, int end, long startTicks, long endTicks) {}

    private long ticks(int segment) {
        return segment == 0 ? 0 : cut.reference().index().startTicks(segment);
    }

    private Period period(int number, Stretch stretch) throws OptionException {
        Duration start = time(stretch.startTicks);
        Duration end = time(stretch.endTicks);
        Period period = Period.of("p" + number)
                .with(Period.START, start)
                .with(Period.DURATION, end.minus(start))
                .with(Sidecars.events(title, start.toNanos(), end.toNanos()));
        int id = 0;
        for (StreamGroup group : groups) {
            period = period.with(
                    options.by() == Addressing.BASE
                            ? withFiles(group, id)
                            : group.describe(id, track -> template(track, stretch)));
            id++;
        }
        if (options.periods() == 1) {
            period = period.with(Sidecars.subtitles(title, id));
            id += title.description().subtitles().size();
        }
        return period.with(Sidecars.thumbnails(title, id, start.toMillis(), 1, thumbnails -> true));
    }

    private Duration time(long ticks) {
        return Ticks.duration(ticks, cut.reference().index().timescale());
    }

    private long scaled(long ticks, long timescale) {
        return Ticks.scale(ticks, cut.reference().index().timescale(), timescale);
    }

    private SegmentTemplate template(CutTrack track, Stretch stretch) {
        return options.by() == Addressing.NUMBER && cut.even()
                ? byDuration(track, stretch)
                : byTimeline(track, stretch);
    }

    private SegmentTemplate byDuration(CutTrack track, Stretch stretch) {
        long timescale = cut.evenTimescale(track);
        return Templates.byNumber(timescale)
                .with(SegmentTemplate.DURATION, scaled(cut.segmentTicks(), timescale))
                .with(SegmentTemplate.START_NUMBER, stretch.first + 1L)
                .with(SegmentTemplate.PRESENTATION_TIME_OFFSET, scaled(stretch.startTicks, timescale));
    }

    private SegmentTemplate byTimeline(CutTrack track, Stretch stretch) {
        SegmentIndex index = track.index();
        int first = stretch.startTicks == 0 ? 0 : segmentAt(index, stretch.startTicks);
        int end = stretch.endTicks == cut.durationTicks() ? index.count() : segmentAt(index, stretch.endTicks);
        long[] durations = new long[end - first];
        for (int i = first; i < end; i++) {
            durations[i - first] = index.durationTicks(i);
        }
        boolean time = options.by() == Addressing.TIME;
        SegmentTemplate template = time
                ? Templates.byTime(index.timescale())
                : Templates.byNumber(index.timescale()).with(SegmentTemplate.START_NUMBER, first + 1L);
        return template.with(SegmentTemplate.PRESENTATION_TIME_OFFSET, scaled(stretch.startTicks, index.timescale()))
                .with(SegmentTimeline.of(index.startTicks(first), durations));
    }

    /** The first segment of which most is after a time of the reference. */
    private int segmentAt(SegmentIndex index, long referenceTicks) {
        long ticks = scaled(referenceTicks, index.timescale());
        int segment = index.find(ticks);
        return index.startTicks(segment) + index.durationTicks(segment) / 2 > ticks ? segment : segment + 1;
    }

    private AdaptationSet withFiles(StreamGroup group, int id) throws OptionException {
        List<Representation> rungs = new ArrayList<>();
        for (CutTrack rung : group.rungs()) {
            rungs.add(StreamGroup.describe(rung)
                    .with(BaseUrl.of(rung.id() + ".mp4"))
                    .with(segmentBase(rung.track())));
        }
        return group.describe(id)
                .without(AdaptationSet.START_WITH_SAP)
                .with(AdaptationSet.SUBSEGMENT_ALIGNMENT, true)
                .with(AdaptationSet.SUBSEGMENT_STARTS_WITH_SAP, 1L)
                .with(rungs);
    }

    private static SegmentBase segmentBase(TitleTrack track) throws OptionException {
        MediaFile.SelfIndexed ranges = track.indexed()
                .orElseThrow(
                        () -> new OptionException(
                                "by=base: " + track.file().path().getFileName()
                                        + " has no index of its own (expected: one fragmented track with a sidx; or by=number)"));
        return SegmentBase.of(track.info().timescale(), range(ranges.initialization()), range(ranges.index()));
    }

    private static ByteRange range(labwire.dash.media.ByteRange range) {
        return ByteRange.of(range.position(), range.last());
    }
}
