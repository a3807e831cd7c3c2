package labwire.dash.title;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import labwire.dash.manifest.AdaptationSet;
import labwire.dash.manifest.BaseUrl;
import labwire.dash.manifest.Descriptor;
import labwire.dash.manifest.Event;
import labwire.dash.manifest.EventStream;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.SegmentTemplate;
import labwire.dash.title.TitleDescription.Events;
import labwire.dash.title.TitleDescription.Subtitle;
import labwire.dash.title.TitleDescription.Thumbnails;

/** What manifests say of subtitles, thumbnails and events. */
public final class Sidecars {
    /** DASH-IF IOP, part 11: a picture is a grid of thumbnails. */
    private static final String TILES = "http://dashif.org/guidelines/thumbnail_tile";

    private static final String ROLE = "urn:mpeg:dash:role:2011";

    /** Text is little; players want a number. */
    private static final long SUBTITLE_BANDWIDTH = 256;

    /** A sheet's rate as manifests say it: sheets are about so many bytes. */
    private static final long SHEET_BITS = 8 * 20_000;

    private Sidecars() {}

    /** Subtitles, each a whole file; the file's times are the period's, so that there can be only one period. */
    static List<AdaptationSet> subtitles(Title title, int firstId) {
        List<AdaptationSet> sets = new ArrayList<>();
        for (Subtitle subtitle : title.description().subtitles()) {
            sets.add(AdaptationSet.of(firstId + sets.size(), "text")
                    .with(AdaptationSet.MIME_TYPE, "text/vtt")
                    .with(AdaptationSet.LANG, subtitle.language())
                    .with(Descriptor.of(Descriptor.Kind.ROLE, ROLE, "subtitle"))
                    .with(Representation.of(subtitle.id(), SUBTITLE_BANDWIDTH)
                            .with(BaseUrl.of(subtitle.id() + ".vtt"))));
        }
        return sets;
    }

    /**
     * Thumbnails that have a sheet beginning where the period begins; others cannot be said by numbers.
     *
     * @param startMillis of the period, in media time
     * @param firstNumber of the sheet at media time 0
     * @param which of them
     */
    public static List<AdaptationSet> thumbnails(
            Title title, int firstId, long startMillis, long firstNumber, Predicate<Thumbnails> which) {
        List<AdaptationSet> sets = new ArrayList<>();
        for (Thumbnails thumbnails : title.description().thumbnails()) {
            long sheetMillis = thumbnails.sheetMillis();
            if (startMillis % sheetMillis != 0 || !which.test(thumbnails)) {
                continue;
            }
            sets.add(AdaptationSet.of(firstId + sets.size(), "image")
                    .with(AdaptationSet.MIME_TYPE, "image/jpeg")
                    .with(SegmentTemplate.of(1000, "", "$RepresentationID$/$Number$.jpg")
                            .without(SegmentTemplate.INITIALIZATION)
                            .with(SegmentTemplate.DURATION, sheetMillis)
                            .with(SegmentTemplate.START_NUMBER, firstNumber + startMillis / sheetMillis)
                            .with(SegmentTemplate.PRESENTATION_TIME_OFFSET, startMillis))
                    .with(Representation.of(thumbnails.id(), Math.max(1, SHEET_BITS * 1000 / sheetMillis))
                            .with(Representation.WIDTH, (long) thumbnails.columns() * thumbnails.tileWidth())
                            .with(Representation.HEIGHT, (long) thumbnails.rows() * thumbnails.tileHeight())
                            .with(Descriptor.of(
                                    Descriptor.Kind.ESSENTIAL_PROPERTY,
                                    TILES,
                                    thumbnails.columns() + "x" + thumbnails.rows()))));
        }
        return sets;
    }

    /** How long the longest of segments and of some sheets of thumbnails is. */
    public static Duration longest(Duration segments, List<Thumbnails> sheets) {
        Duration longest = segments;
        for (Thumbnails thumbnails : sheets) {
            Duration sheet = Duration.ofMillis(thumbnails.sheetMillis());
            longest = sheet.compareTo(longest) > 0 ? sheet : longest;
        }
        return longest;
    }

    /** The events that begin in a stretch of media time, from its start to before its end, in nanoseconds. */
    static List<EventStream> events(Title title, long startNanos, long endNanos) {
        List<EventStream> streams = new ArrayList<>();
        for (Events events : title.description().events()) {
            long timescale = events.timescale();
            List<Event> within = new ArrayList<>();
            for (TitleDescription.Event event : events.events()) {
                long nanos = Ticks.nanos(event.time(), timescale);
                if (nanos >= startNanos && nanos < endNanos) {
                    within.add(Event.of(event.id(), event.time(), event.duration(), event.message()));
                }
            }
            if (!within.isEmpty()) {
                streams.add(EventStream.of(events.scheme(), events.value(), timescale)
                        .with(EventStream.PRESENTATION_TIME_OFFSET, Ticks.scale(startNanos, 1_000_000_000, timescale))
                        .with(within));
            }
        }
        return streams;
    }
}
