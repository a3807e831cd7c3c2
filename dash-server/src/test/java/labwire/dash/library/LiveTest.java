package labwire.dash.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import labwire.dash.ingest.Ffmpeg;
import labwire.dash.ingest.Ingest;
import labwire.dash.ingest.IngestSettings;
import labwire.dash.isobmff.EventMessageBox;
import labwire.dash.manifest.Descriptor;
import labwire.dash.manifest.Event;
import labwire.dash.manifest.Mpd;
import labwire.dash.manifest.MpdReader;
import labwire.dash.manifest.Period;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.SegmentAddresses;
import labwire.dash.manifest.SegmentTemplate;
import labwire.dash.media.SegmentFacts;
import labwire.dash.origin.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTest {
    /** Between the ends of two segments of the demo, 10:00:00.00 and 10:00:01.92. */
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.5Z");

    @TempDir
    private static Path folder;

    private TitleLibrary library;

    @BeforeEach
    void open() throws Exception {
        library = TitleLibrary.open(List.of(Path.of("../config/video"), folder), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() throws Exception {
        library.close();
    }

    private void ingest(String name, Path... files) throws Exception {
        Ingest.run(List.of(files), IngestSettings.of(folder, name).withReplace(), step -> {});
        library.close();
        open();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live/demo/manifest.mpd",
                "live/by=timeline/demo/manifest.mpd",
                "live/by=time/demo/manifest.mpd",
                "live/segment=4,window=120/demo/manifest.mpd",
                "live/by=time,segment=12/demo/manifest.mpd",
                "live/segment=24/demo/manifest.mpd",
                "live/by=timeline,segment=46.08,window=300/demo/manifest.mpd",
                "live/period=20/demo/manifest.mpd",
                "live/by=timeline,period=20,window=90/demo/manifest.mpd",
                "live/by=time,period=7/demo/manifest.mpd",
                "live/events=mpd/demo/manifest.mpd",
                "live/events=none,timing=xsdate,offset=1.5/demo/manifest.mpd",
                "live/by=time,offset=1.5,update=30,delay=10/demo/manifest.mpd"
            })
    void everySegmentInTheWindowIsThereAndFollowsTheOneBefore(String path) throws Exception {
        OriginWalk walk = new OriginWalk(library, path, NOW).walk();
        assertThat(walk.segments()).hasSize(6);
        assertThat(walk.segments("a64")).hasSameSizeAs(walk.segments("v360"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live/two/manifest.mpd",
                "live/segment=8,window=300/two/manifest.mpd",
                "live/by=time,segment=8,window=300/two/manifest.mpd",
                "live/by=timeline,segment=16,window=300/two/manifest.mpd",
                "live/by=time,period=9,window=100/two/manifest.mpd"
            })
    void aTwoSecondTitleHasNoGapsAndDoesNotDrift(String path) throws Exception {
        ingest("two", Ffmpeg.plain(folder.resolve("two.mp4"), 144, 2.1, 25));
        OriginWalk walk = new OriginWalk(library, path, NOW).walk();
        SegmentFacts video = last(walk.segments("v144"));
        SegmentFacts audio = last(walk.segments().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("a"))
                .findFirst()
                .orElseThrow()
                .getValue());
        double videoSeconds = video.endDecodeTime() / 12_800.0;
        double audioSeconds = audio.endDecodeTime() / 48_000.0;
        assertThat(audioSeconds - videoSeconds).isBetween(-0.1, 0.1);
    }

    private static SegmentFacts last(List<SegmentFacts> facts) {
        return facts.get(facts.size() - 1);
    }

    @Test
    void segmentsComeWhenTheyEndAndGoWithTheWindow() throws Exception {
        SegmentAddresses addresses = new OriginWalk(library, "live/window=20/demo/manifest.mpd", NOW)
                .addresses("v360")
                .get(0);
        long last = addresses.last(NOW);
        Instant next = addresses.availableFrom(last + 1);
        assertThat(find("live/window=20/demo/v360/" + (last + 1) + ".m4s", NOW)).isEqualTo(new Outcome.TooEarly(next));
        assertThat(find("live/window=20/demo/v360/" + (last + 1) + ".m4s", next.minusNanos(1)))
                .isInstanceOf(Outcome.TooEarly.class);
        assertThat(find("live/window=20/demo/v360/" + (last + 1) + ".m4s", next))
                .isInstanceOf(Outcome.Found.class);

        String oldest = "live/window=20/demo/v360/" + addresses.first(NOW) + ".m4s";
        assertThat(find(oldest, NOW)).isInstanceOf(Outcome.Found.class);
        Instant gone = NOW.plusSeconds(30);
        assertThat(find(oldest, gone)).isInstanceOf(Outcome.Gone.class);
        Instant until = ((Outcome.Gone) find(oldest, gone)).availableUntil();
        assertThat(find(oldest, until)).isInstanceOf(Outcome.Found.class);
        assertThat(find(oldest, until.plusNanos(1))).isInstanceOf(Outcome.Gone.class);
    }

    private Outcome find(String path, Instant now) {
        return library.find(path, now);
    }

    @Test
    void anOffsetMakesSegmentsComeEarlier() throws Exception {
        OriginWalk plain = new OriginWalk(library, "live/demo/manifest.mpd", NOW);
        OriginWalk early = new OriginWalk(library, "live/offset=1.9/demo/manifest.mpd", NOW);
        long last = plain.addresses("v360").get(0).last(NOW);
        assertThat(early.addresses("v360").get(0).last(NOW)).isEqualTo(last + 1);
        assertThat(find("live/offset=1.9/demo/v360/" + (last + 1) + ".m4s", NOW))
                .isInstanceOf(Outcome.Found.class);
    }

    @Test
    void numbersAndTimesThatNobodyHasAreNotFound() {
        assertThat(find("live/demo/v360/4294967296.m4s", NOW)).isInstanceOf(Outcome.NotFound.class);
        assertThat(find("live/demo/v360/999999999999999999.m4s", NOW)).isInstanceOf(Outcome.NotFound.class);
        assertThat(find("live/by=time/demo/v360/1.m4s", NOW)).isInstanceOf(Outcome.NotFound.class);
        assertThat(find("live/by=time/demo/v360/999999999999999999.m4s", NOW)).isInstanceOf(Outcome.NotFound.class);
        assertThat(find("live/demo/manifest.mpd", Instant.ofEpochSecond(-1))).isInstanceOf(Outcome.NotFound.class);
        assertThat(find("live/demo/manifest.mpd", Instant.MAX)).isInstanceOf(Outcome.NotFound.class);
    }

    @Test
    void aManifestStaysTheSameBetweenItsPublishTimes() {
        Outcome.Found first = OriginWalk.found(find("live/by=time/demo/manifest.mpd", NOW));
        Instant published = first.modified();
        assertThat(find("live/by=time/demo/manifest.mpd", NOW.plusMillis(1400))).isSameAs(first);
        Outcome.Found second = OriginWalk.found(find("live/by=time/demo/manifest.mpd", NOW.plusMillis(1500)));
        assertThat(second.entityTag()).isNotEqualTo(first.entityTag());
        assertThat(second.modified()).isAfter(published);
    }

    @Test
    void theSameTimeGivesTheSameManifestWhateverWasAskedBefore() throws Exception {
        byte[] first = OriginWalk.found(find("live/by=timeline,period=20/demo/manifest.mpd", NOW))
                .payload()
                .toBytes();
        find("live/by=timeline,period=20/demo/manifest.mpd", NOW.plusSeconds(100));
        byte[] again = OriginWalk.found(find("live/by=timeline,period=20/demo/manifest.mpd", NOW))
                .payload()
                .toBytes();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void periodsBeginAtSegmentsAndNumbersGoOn() throws Exception {
        OriginWalk walk = new OriginWalk(library, "live/period=20,window=50/demo/manifest.mpd", NOW);
        List<Period> periods = walk.mpd().periods();
        assertThat(periods).hasSizeBetween(3, 4);
        List<SegmentAddresses> addresses = walk.addresses("v360");
        for (int i = 1; i < periods.size(); i++) {
            assertThat(periods.get(i).get(Period.START).orElseThrow().toMillis() % 1920)
                    .isZero();
            assertThat(addresses.get(i).firstNumber())
                    .isEqualTo(addresses.get(i - 1).last(NOW) + 1);
        }
    }

    @Test
    void aStreamMayBeginLater() throws Exception {
        String path = "live/by=time,start=" + NOW.plusSeconds(10).getEpochSecond() + "/demo/manifest.mpd";
        assertThat(find(path, NOW)).isInstanceOf(Outcome.TooEarly.class);
        Instant first = ((Outcome.TooEarly) find(path, NOW)).availableFrom();
        OriginWalk walk = new OriginWalk(library, path, first).walk();
        assertThat(walk.segments("v360")).hasSize(1);
        assertThat(find(path.replace("manifest.mpd", "v360/0.m4s"), first)).isInstanceOf(Outcome.Found.class);
        assertThat(find(path.replace("manifest.mpd", "v360/0.m4s"), NOW)).isEqualTo(new Outcome.TooEarly(first));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live/period=8/demo/manifest.mpd",
                "live/segment=24,period=8/demo/manifest.mpd",
                "live/by=time,segment=24,period=8/demo/manifest.mpd",
                "live/events=mpd/demo/manifest.mpd"
            })
    void noManifestIsPublishedBeforeItsTime(String path) throws Exception {
        for (int i = 0; i < 240; i++) {
            Instant now = NOW.plusMillis(250L * i);
            Mpd mpd = MpdReader.read(OriginWalk.found(find(path, now)).payload().toBytes());
            assertThat(mpd.get(Mpd.PUBLISH_TIME).orElseThrow()).isBeforeOrEqualTo(now);
            Period last = mpd.periods().get(mpd.periods().size() - 1);
            assertThat(mpd.get(Mpd.AVAILABILITY_START_TIME)
                            .orElseThrow()
                            .plus(last.get(Period.START).orElseThrow()))
                    .isBeforeOrEqualTo(now);
        }
    }

    /** That is when ffmpeg takes it for begun; its first segment is not there before. */
    @Test
    void aPeriodIsListedFromTheSecondAfterItsStartOn() throws Exception {
        String path = "live/period=8,start=1795341500.5/demo/manifest.mpd";
        Instant started = Instant.parse("2026-11-22T09:58:20.5Z").plusMillis(105_600);
        assertThat(started).isEqualTo("2026-11-22T10:00:06.1Z");
        assertThat(last(path, started.plusMillis(899)).get(Period.START)).contains(Duration.ofSeconds(96));
        assertThat(last(path, started.plusMillis(900)).get(Period.START)).contains(Duration.ofMillis(105_600));
    }

    private Period last(String path, Instant now) throws Exception {
        List<Period> periods = new OriginWalk(library, path, now).mpd().periods();
        return periods.get(periods.size() - 1);
    }

    /** A sheet that a period ends in is wanted then, not when it would have ended. */
    @Test
    void thumbnailsAreThereWhenTheirSheetBegins() {
        Instant begins = Instant.ofEpochSecond(86400).plusMillis(5760L * 310_000_000);
        assertThat(find("live/demo/thumbs/310000000.jpg", begins)).isInstanceOf(Outcome.Found.class);
        assertThat(find("live/demo/thumbs/310000000.jpg", begins.minusMillis(1)))
                .isEqualTo(new Outcome.TooEarly(begins));
    }

    /** Nearer to the live edge there is nothing. */
    @ParameterizedTest
    @CsvSource({"'', 5.76", "'delay=1', 1.92", "'delay=8', 8", "'delay=90', 60", "'segment=24,delay=8', 23.04"})
    void playersAreToStayASegmentBehindTheLiveEdgeAndWithinTheWindow(String options, double seconds) throws Exception {
        String path = "live/" + options + (options.isEmpty() ? "" : "/") + "demo/manifest.mpd";
        assertThat(new OriginWalk(library, path, NOW).mpd().get(Mpd.SUGGESTED_PRESENTATION_DELAY))
                .contains(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** Shorter ones need as much, and a player that waits for one of them may begin. */
    @Test
    void longSegmentsSayTheBandwidthAndTheBufferOfTheTitlesOwn() throws Exception {
        Mpd own = new OriginWalk(library, "live/demo/manifest.mpd", NOW).mpd();
        Mpd lengthened = new OriginWalk(library, "live/segment=24/demo/manifest.mpd", NOW).mpd();
        assertThat(lengthened.get(Mpd.MIN_BUFFER_TIME))
                .isEqualTo(own.get(Mpd.MIN_BUFFER_TIME))
                .contains(Duration.ofMillis(1920));
        assertThat(bandwidths(lengthened)).isEqualTo(bandwidths(own));
    }

    private static List<Long> bandwidths(Mpd mpd) {
        return mpd.periods().get(0).adaptationSets().stream()
                .flatMap(set -> set.representations().stream())
                .map(Representation::bandwidth)
                .toList();
    }

    @Test
    void eventsHappenInEveryRound() throws Exception {
        Mpd mpd = new OriginWalk(library, "live/events=mpd/demo/manifest.mpd", NOW).mpd();
        List<Event> events = mpd.periods().get(0).eventStreams().get(0).events();
        assertThat(events).hasSizeGreaterThan(10);
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).get(Event.PRESENTATION_TIME).orElseThrow()
                            - events.get(i - 1).get(Event.PRESENTATION_TIME).orElseThrow())
                    .isEqualTo(5760);
        }
        assertThat(events.stream().map(event -> event.get(Event.ID))).doesNotHaveDuplicates();
    }

    @Test
    void eventsTravelInTheSegmentsThatTheyBeginIn() throws Exception {
        OriginWalk walk = new OriginWalk(library, "live/events=inband/demo/manifest.mpd", NOW).walk();
        assertThat(walk.mpd().periods().get(0).eventStreams()).isEmpty();
        assertThat(walk.mpd().periods().get(0).adaptationSets().get(0).inbandEventStreams())
                .hasSize(1);
        assertThat(walk.segments("a64")).allMatch(facts -> facts.events().isEmpty());
        int carrying = 0;
        for (SegmentFacts facts : walk.segments("v360")) {
            for (EventMessageBox event : facts.events()) {
                assertThat(event.time() * 12_800 / 1000).isEqualTo(facts.presentationTime());
                carrying++;
            }
        }
        assertThat(carrying).isBetween(9, 11);
    }

    @Test
    void theManifestSaysWhatTheOptionsWanted() throws Exception {
        Mpd mpd = new OriginWalk(
                        library, "live/window=30,update=5,delay=8,offset=0.5,timing=head/demo/manifest.mpd", NOW)
                .mpd();
        assertThat(mpd.get(Mpd.TIME_SHIFT_BUFFER_DEPTH)).contains(Duration.ofSeconds(30));
        assertThat(mpd.get(Mpd.MINIMUM_UPDATE_PERIOD)).contains(Duration.ofSeconds(5));
        assertThat(mpd.get(Mpd.SUGGESTED_PRESENTATION_DELAY)).contains(Duration.ofSeconds(8));
        assertThat(mpd.get(Mpd.AVAILABILITY_START_TIME)).contains(Instant.parse("1970-01-02T00:00:00Z"));
        assertThat(mpd.utcTimings())
                .extracting(Descriptor::schemeIdUri, Descriptor::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("urn:mpeg:dash:utc:http-head:2014", "/time"));
        assertThat(mpd.periods().get(0).adaptationSets().get(0).segmentTemplate())
                .hasValueSatisfying(template -> assertThat(template.get(SegmentTemplate.AVAILABILITY_TIME_OFFSET))
                        .contains(0.5));
    }
}
