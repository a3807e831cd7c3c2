package labwire.dash.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import labwire.dash.ingest.Ffmpeg;
import labwire.dash.ingest.Ingest;
import labwire.dash.ingest.IngestSettings;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.SegmentIndexBox;
import labwire.dash.manifest.AdaptationSet;
import labwire.dash.manifest.ByteRange;
import labwire.dash.manifest.Mpd;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.SegmentBase;
import labwire.dash.manifest.SegmentTemplate;
import labwire.dash.media.InitSegment;
import labwire.dash.media.SegmentFacts;
import labwire.dash.origin.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnDemandTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

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
    @CsvSource(delimiter = '|', textBlock = """
            demo/manifest.mpd                                   | 6
            demo/by=number/manifest.mpd                         | 6
            demo/by=timeline/manifest.mpd                       | 6
            demo/by=time/manifest.mpd                           | 6
            demo/segment=4/manifest.mpd                         | 3
            demo/by=time,segment=5.76/manifest.mpd              | 2
            demo/segment=60/manifest.mpd                        | 1
            demo/periods=2/manifest.mpd                         | 6
            demo/by=timeline,periods=3/manifest.mpd             | 6
            demo/by=time,periods=6,codec=avc1/manifest.mpd      | 6
            """)
    void everySegmentOfTheDemoIsThereAndFollowsTheOneBefore(String path, int segments) throws Exception {
        OriginWalk walk = new OriginWalk(library, path, NOW).walk();
        assertThat(walk.segments()).hasSize(6);
        assertThat(walk.segments().values()).allSatisfy(seen -> {
            assertThat(seen).hasSize(segments);
            assertThat(seen.get(0).presentationTime()).isZero();
        });
        assertThat(walk.segments("v720").stream()
                        .mapToLong(SegmentFacts::samples)
                        .sum())
                .isEqualTo(288);
        assertThat(walk.segments("a64").stream()
                        .mapToLong(SegmentFacts::samples)
                        .sum())
                .isEqualTo(540);
        assertThat(walk.mpd().get(Mpd.MEDIA_PRESENTATION_DURATION)).contains(Duration.ofMillis(11_520));
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "timeline", "time"})
    void plainFilesWithKeyFramesApartAreCutAlikeWhereTheyCanBe(String by) throws Exception {
        ingest(
                "plain",
                Ffmpeg.plain(folder.resolve("one.mp4"), 144, 9.2, 50),
                Ffmpeg.plain(folder.resolve("two.mp4"), 180, 9.2, 25));
        OriginWalk walk = new OriginWalk(library, "plain/by=" + by + "/manifest.mpd", NOW).walk();
        assertThat(walk.segments()).hasSize(4);
        assertThat(walk.segments("v144")).hasSize(5).hasSameSizeAs(walk.segments("v180"));
        assertThat(walk.segments("v144").stream()
                        .mapToLong(SegmentFacts::samples)
                        .sum())
                .isEqualTo(230);
    }

    @Test
    void aTimelineStandsInWhereSegmentsAreUneven() throws Exception {
        Path uneven = Ffmpeg.make(
                folder.resolve("uneven.mp4"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=128x72:rate=25:duration=8",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-sc_threshold",
                "0",
                "-g",
                "250",
                "-force_key_frames",
                "1,3.5,6",
                "-pix_fmt",
                "yuv420p");
        ingest("uneven", uneven);
        OriginWalk walk = new OriginWalk(library, "uneven/manifest.mpd", NOW).walk();
        assertThat(walk.mpd().periods().get(0).adaptationSets().get(0).segmentTemplate())
                .hasValueSatisfying(template -> {
                    assertThat(template.timeline()).isPresent();
                    assertThat(template.get(SegmentTemplate.DURATION)).isEmpty();
                });
        assertThat(walk.segments("v72")).hasSize(4);
    }

    @Test
    void everyCodecHasItsAdaptationSet() throws Exception {
        Path avc = Ffmpeg.plain(folder.resolve("avc.mp4"), 144, 4, 50);
        Path hevc = Ffmpeg.make(
                folder.resolve("hevc.mp4"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=256x144:rate=25:duration=4",
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-tag:v",
                "hvc1",
                "-x265-params",
                "keyint=50:min-keyint=50:scenecut=0:bframes=0:open-gop=0:log-level=error",
                "-pix_fmt",
                "yuv420p");
        ingest("codecs", avc, hevc);
        Mpd mpd = new OriginWalk(library, "codecs/manifest.mpd", NOW).walk().mpd();
        assertThat(mpd.periods().get(0).adaptationSets())
                .extracting(AdaptationSet::contentType)
                .containsExactly("video", "video", "audio");
        Mpd only = new OriginWalk(library, "codecs/codec=hvc1/manifest.mpd", NOW)
                .walk()
                .mpd();
        assertThat(only.periods().get(0).adaptationSets())
                .extracting(set ->
                        set.representations().get(0).get(Representation.CODECS).orElse(""))
                .satisfiesExactly(
                        codec -> assertThat(codec).startsWith("hvc1"),
                        codec -> assertThat(codec).startsWith("mp4a"));
    }

    @Test
    void filesWithAnIndexAreServedAsTheyAre() throws Exception {
        Mpd mpd = new OriginWalk(library, "demo/by=base/manifest.mpd", NOW).mpd();
        Representation audio =
                mpd.periods().get(0).adaptationSets().get(1).representations().get(0);
        assertThat(audio.id()).isEqualTo("a64");
        assertThat(audio.baseUrls()).hasSize(1);
        assertThat(audio.segmentBase()).isPresent();
        Outcome.Found file = OriginWalk.found(library.find("demo/by=base/a64.mp4", NOW));
        assertThat(file.payload().pieces()).hasSize(1);
        assertThat(file.payload().toBytes()).isEqualTo(Files.readAllBytes(Path.of("../config/video/demo/a64.mp4")));
    }

    /** The demo's files have an index of fragments, each third of which begins with a sync sample. */
    @ParameterizedTest
    @ValueSource(strings = {"v180", "v270", "v360", "v540", "v720"})
    void everySubsegmentBeginsWithASyncSample(String id) throws Exception {
        OriginWalk walk = new OriginWalk(library, "demo/by=base/manifest.mpd", NOW);
        Representation rung = walk.mpd().periods().get(0).adaptationSets().get(0).representations().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        ByteRange range = rung.segmentBase()
                .flatMap(base -> base.get(SegmentBase.INDEX_RANGE))
                .orElseThrow();
        byte[] whole = OriginWalk.found(library.find("demo/by=base/" + id + ".mp4", NOW))
                .payload()
                .toBytes();
        assertThat(whole.length).isEqualTo((int) Files.size(Path.of("../config/video/demo", id + ".mp4")));
        int at = (int) range.last().getAsLong() + 1;
        SegmentIndexBox index = (SegmentIndexBox) BoxReader.read(
                        Bytes.of(Arrays.copyOfRange(whole, (int) range.first(), at)), BoxPath.FILE)
                .get(0);
        assertThat(index.count()).isEqualTo(6);
        at += (int) index.firstOffset();
        InitSegment init = InitSegment.read(OriginWalk.found(library.find("demo/" + id + "/init.mp4", NOW))
                .payload()
                .toBytes());
        for (int i = 0; i < index.count(); i++) {
            byte[] subsegment = Arrays.copyOfRange(whole, at, at + index.size(i));
            SegmentFacts facts = SegmentFacts.read(subsegment, init);
            assertThat(facts.problems()).isEmpty();
            assertThat(facts.startsWithSync()).isTrue();
            assertThat(index.startsWithSap(i)).isTrue();
            assertThat(index.duration(i)).isEqualTo(facts.endDecodeTime() - facts.decodeTime());
            assertThat(OriginWalk.found(library.find("demo/" + id + "/" + (i + 1) + ".m4s", NOW))
                            .payload()
                            .toBytes())
                    .as("a subsegment is what by=number calls a segment")
                    .isEqualTo(subsegment);
            at += index.size(i);
        }
        BoxHeader after = BoxHeader.read(
                Bytes.of(Arrays.copyOfRange(whole, at, at + BoxHeader.MIN_SIZE)), at, whole.length - at, BoxPath.FILE);
        assertThat(after.type()).as("no fragment is left out").isEqualTo("mfra");
        assertThat(after.end()).isEqualTo(whole.length);
    }

    @Test
    void plainFilesHaveNoIndexAndTheRefusalSaysSo() throws Exception {
        ingest("plain", Ffmpeg.plain(folder.resolve("one.mp4"), 144, 4, 50));
        assertThat(library.find("plain/by=base/manifest.mpd", NOW))
                .isEqualTo(new Outcome.BadRequest("by=base: one.mp4 has no index of its own"
                        + " (expected: one fragmented track with a sidx; or by=number)"));
    }

    @Test
    void smallThingsAreHotAndNothingIsTakenForGrantedForLong() {
        Outcome.Found init = OriginWalk.found(library.find("demo/v720/init.mp4", NOW));
        Outcome.Found segment = OriginWalk.found(library.find("demo/v720/1.m4s", NOW));
        Outcome.Found manifest = OriginWalk.found(library.find("demo/manifest.mpd", NOW));
        assertThat(init.hot()).isTrue();
        assertThat(segment.hot()).isFalse();
        assertThat(manifest.hot()).isTrue();
        assertThat(init.maxAge()).isPositive().isLessThanOrEqualTo(TitleLibrary.SCAN_INTERVAL);
        assertThat(segment.maxAge()).isEqualTo(init.maxAge());
        assertThat(manifest.maxAge()).isZero();
        assertThat(segment.mediaType()).isEqualTo("video/mp4");
        assertThat(segment.payload().pieces()).hasSize(1);
    }

    @Test
    void subtitlesAndThumbnailsAreServed() throws Exception {
        Outcome.Found subtitles = OriginWalk.found(library.find("demo/en.vtt", NOW));
        assertThat(subtitles.mediaType()).isEqualTo("text/vtt");
        assertThat(new String(subtitles.payload().toBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("WEBVTT");
        assertThat(OriginWalk.found(library.find("demo/thumbs/2.jpg", NOW)).mediaType())
                .isEqualTo("image/jpeg");
    }
}
