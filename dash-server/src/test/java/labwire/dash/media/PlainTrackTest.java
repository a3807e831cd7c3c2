package labwire.dash.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.EditListBox;
import labwire.dash.isobmff.EventMessageBox;
import labwire.dash.isobmff.Mp4Exception;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainTrackTest {
    @TempDir
    private Path folder;

    private final List<FileSource> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (FileSource file : open) {
            file.close();
        }
    }

    private MediaFile open(TestMp4 mp4) throws IOException, Mp4Exception {
        FileSource file = FileSource.open(mp4.write(folder.resolve("test" + open.size() + ".mp4")));
        open.add(file);
        return MediaFile.open(file);
    }

    private Track track(TestTrack track) throws IOException, Mp4Exception {
        return open(TestMp4.plain(track)).tracks().get(0);
    }

    private static List<CutSamples.Sample> samples(Track track, SegmentIndex index) throws IOException, Mp4Exception {
        List<CutSamples.Sample> samples = new ArrayList<>();
        InitSegment init = InitSegment.read(track.initSegment());
        for (int segment = 0; segment < index.count(); segment++) {
            byte[] bytes = track.segment(index, segment, SegmentEdit.NONE).toBytes();
            assertThat(bytes).hasSize((int) index.bytes(segment));
            SegmentFacts facts = SegmentFacts.read(bytes, init);
            assertThat(facts.problems()).isEmpty();
            assertThat(facts.startsWithSync()).isTrue();
            samples.addAll(CutSamples.of(bytes));
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({
        "avc1, avc1.4d401e",
        "avc3, avc3.4d401e",
        "hvc1, hvc1.1.6.L93.90",
        "hev1, hev1.1.6.L93.90",
        "av01, av01.0.05M.08",
        "vp09, vp09.00.31.08",
        "mp4a, mp4a.40.2",
        "Opus, opus",
        "wvtt, wvtt",
    })
    void keepsEverySampleOfEveryCodec(String type, String codecs) throws Exception {
        TestTrack made = switch (type) {
            case "mp4a", "Opus" -> TestTrack.audio(1, type);
            case "wvtt" -> TestTrack.text(1);
            default -> TestTrack.video(1, type);
        };
        Track track = track(made.language("deu"));
        assertThat(track.info().codecs()).isEqualTo(codecs);
        assertThat(track.info().language()).isEqualTo("deu");
        List<CutSamples.Sample> samples = samples(track, track.cut(2));
        assertThat(samples).hasSize(made.samples);
        for (int i = 0; i < samples.size(); i++) {
            assertThat(samples.get(i).data()).isEqualTo(Bytes.of(made.data(i)));
            assertThat(samples.get(i).decodeTime()).isEqualTo(made.decodeTime(i));
            assertThat(samples.get(i).sync()).isEqualTo(made.isSync(i));
        }
    }

    @Test
    void tellsWhatAManifestNeeds() throws Exception {
        TrackInfo video = track(TestTrack.video(3, "avc1")
                        .timescale(30_000, 1001)
                        .resolution(1280, 720)
                        .seconds(10))
                .info();
        assertThat(video.trackId()).isEqualTo(3);
        assertThat(video.kind()).isEqualTo(TrackKind.VIDEO);
        assertThat(video.frameRate()).hasToString("30000/1001");
        assertThat(video.width()).isEqualTo(1280);
        assertThat(video.height()).isEqualTo(720);
        assertThat(video.durationSeconds()).isCloseTo(10, offset(0.04));
        TrackInfo audio = track(TestTrack.audio(1, "mp4a")).info();
        assertThat(audio.kind()).isEqualTo(TrackKind.AUDIO);
        assertThat(audio.sampleRate()).isEqualTo(48_000);
        assertThat(audio.channels()).isEqualTo(2);
        assertThat(audio.frameRate()).isEqualTo(Ratio.ZERO);
    }

    @Test
    void mergesSlicesOfChunksThatFollowEachOther() throws Exception {
        Track alone = track(TestTrack.video(1, "avc1"));
        assertThat(alone.segment(alone.cut(2), 1, SegmentEdit.NONE).pieces()).hasSize(2);

        MediaFile interleaved = open(TestMp4.plain(TestTrack.video(1, "avc1"), TestTrack.audio(2, "mp4a")));
        Track video = interleaved.tracks().get(0);
        SegmentIndex index = video.cut(2);
        Payload payload = video.segment(index, 1, SegmentEdit.NONE);
        assertThat(payload.pieces()).hasSize(1 + 5);
        assertThat(CutSamples.of(payload.toBytes()))
                .allMatch(sample -> sample.trackId() == 1)
                .extracting(CutSamples.Sample::number)
                .containsExactlyElementsOf(IntStream.range(50, 100).boxed().toList());
    }

    @Test
    void saysOfEachSampleOnlyWhatDiffers() throws Exception {
        Track same = track(TestTrack.audio(1, "mp4a").size(sample -> 80));
        Track sizes = track(TestTrack.audio(1, "mp4a").size(sample -> 80 + sample % 3));
        int samples = 94;
        SegmentIndex index = same.cut(2);
        byte[] head =
                ((Piece.Bytes) same.segment(index, 0, SegmentEdit.NONE).pieces().get(0)).array();
        byte[] longer = ((Piece.Bytes)
                        sizes.segment(index, 0, SegmentEdit.NONE).pieces().get(0))
                .array();
        assertThat(longer.length - head.length).isEqualTo(samples * 4);
    }

    @Test
    void keepsKeyFramesInsideASegmentAndVariableRates() throws Exception {
        TestTrack made = TestTrack.video(1, "avc1").keyDistance(5).duration(sample -> 400 + sample % 7 * 50);
        Track track = track(made);
        List<CutSamples.Sample> samples = samples(track, track.cut(1.5));
        assertThat(samples).hasSize(made.samples);
        for (int i = 0; i < made.samples; i++) {
            assertThat(samples.get(i).decodeTime()).isEqualTo(made.decodeTime(i));
            assertThat(samples.get(i).sync()).isEqualTo(i % 5 == 0);
        }
    }

    @Test
    void keepsTheDelayOfBFramesAsAnEditList() throws Exception {
        // I P B B in decoding order: composition 2, 5, 1, 2 … frames later than decoding, 1024 skipped.
        TestTrack made = TestTrack.video(1, "avc1")
                .compositionOffset(sample -> sample % 5 == 0 ? 1024 : 512 * (sample % 3))
                .edit(10_000, 1024);
        Track track = track(made);
        SegmentIndex index = track.cut(2);
        InitSegment init = InitSegment.read(track.initSegment());
        assertThat(init.presentationOffsetTicks()).isEqualTo(1024);
        assertThat(index.startTicks(0)).isZero();
        assertThat(index.decodeTimeTicks(0)).isZero();
        assertThat(index.startTicks(1)).isEqualTo(2 * 12_800);
        assertThat(samples(track, index))
                .hasSize(250)
                .allMatch(sample -> sample.compositionOffset() == made.compositionOffset.applyAsInt(sample.number()));
    }

    @Test
    void keepsNegativeCompositionOffsets() throws Exception {
        Track track = track(TestTrack.video(1, "avc1").compositionOffset(sample -> sample % 5 == 3 ? -512 : 0));
        assertThat(samples(track, track.cut(2)))
                .filteredOn(sample -> sample.number() % 5 == 3)
                .isNotEmpty()
                .allMatch(sample -> sample.compositionOffset() == -512);
    }

    @ParameterizedTest
    @CsvSource({
        // type, skipped by the edit list, whole packets left out, what the initialization still skips
        "mp4a, 1024, 1, 0",
        "mp4a, 2112, 2, 64",
        "mp4a, 0, 0, 0",
        "Opus, 312, 0, 312",
    })
    void leavesPrimingOutAndBeginsAtZero(String type, long skipped, int packets, long remaining) throws Exception {
        TestTrack made = TestTrack.audio(1, type).edit(0, skipped);
        Track track = track(made);
        SegmentIndex index = track.cut(2);
        List<CutSamples.Sample> samples = samples(track, index);
        assertThat(samples).hasSize(made.samples - packets);
        assertThat(samples.get(0).number()).isEqualTo(packets);
        assertThat(samples.get(0).decodeTime()).isZero();
        assertThat(InitSegment.read(track.initSegment()).presentationOffsetTicks())
                .isEqualTo(remaining);
        assertThat(index.startTicks(0)).isZero();
        long presented = made.decodeTime(made.samples) - skipped;
        assertThat(index.totalTicks()).isEqualTo(presented);
        assertThat(track.info().durationTicks()).isEqualTo(presented);
    }

    @Test
    void anEmptyEditDelaysTheTrack() throws Exception {
        Track track = track(
                TestTrack.video(1, "avc1").edit(500, EditListBox.Edit.EMPTY).edit(10_000, 0));
        SegmentIndex index = track.cut(2);
        assertThat(index.startTicks(0)).isEqualTo(6400);
        assertThat(index.decodeTimeTicks(0)).isEqualTo(6400);
        assertThat(InitSegment.read(track.initSegment()).presentationOffsetTicks())
                .isZero();
    }

    @Test
    void anEditInsideTheMediaBeginsAtTheKeyFrameBeforeAndEndsWhereItSays() throws Exception {
        // From 3.2 s on, for 4 s: key frames are at whole seconds.
        Track track = track(TestTrack.video(1, "avc1").edit(4000, 40_960));
        SegmentIndex index = track.cut(2);
        List<CutSamples.Sample> samples = samples(track, index);
        assertThat(samples.get(0).number()).isEqualTo(75);
        assertThat(samples.get(0).decodeTime()).isZero();
        assertThat(samples.get(samples.size() - 1).number()).isEqualTo(179);
        assertThat(InitSegment.read(track.initSegment()).presentationOffsetTicks())
                .isEqualTo(2560);
    }

    @Test
    void refusesEditsThatItCannotKeep() {
        TestTrack twice = TestTrack.video(1, "avc1").edit(1000, 0).edit(1000, 25_600);
        assertThatThrownBy(() -> track(twice))
                .isInstanceOf(Mp4Exception.class)
                .hasMessage("moov/trak/edts/elst: 2 edits (expected: at most an empty one and one of the media)");
        TestTrack beyond = TestTrack.video(1, "avc1").edit(1000, 999_999);
        assertThatThrownBy(() -> track(beyond)).isInstanceOf(Mp4Exception.class).hasMessageContaining("999999");
    }

    @Test
    void shiftsTimesNumbersFragmentsAndCarriesEvents() throws Exception {
        Track track = track(TestTrack.video(1, "avc1"));
        SegmentIndex index = track.cut(2);
        EventMessageBox event = new EventMessageBox(1, "urn:test", "7", 1000, 42, 5, 9, Bytes.of(new byte[] {1, 2, 3}));
        SegmentEdit edit = new SegmentEdit(1L << 40, 99, List.of(event));
        byte[] bytes = track.segment(index, 1, edit).toBytes();
        SegmentFacts facts = SegmentFacts.read(bytes, InitSegment.read(track.initSegment()));
        assertThat(facts.decodeTime()).isEqualTo((1L << 40) + index.decodeTimeTicks(1));
        assertThat(facts.events()).containsExactly(event);
        assertThat(facts.problems()).isEmpty();
        assertThatThrownBy(() -> track.segment(index, 0, new SegmentEdit(-1, 1, List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsMediaBeyondFourGigabytes() throws Exception {
        TestTrack made = TestTrack.video(1, "avc1").samples(75);
        Path path = folder.resolve("sparse.mp4");
        TestMp4.writePlainWithHole(path, 5L << 30, made);
        FileSource file = FileSource.open(path);
        open.add(file);
        Track track = MediaFile.open(file).tracks().get(0);
        assertThat(samples(track, track.cut(1)))
                .hasSize(75)
                .allMatch(sample -> sample.data().equals(Bytes.of(made.data(sample.number()))));
    }

    @Test
    void aBrokenTrackLeavesTheOthers() throws Exception {
        byte[] bytes = TestMp4.plain(TestTrack.video(1, "avc1"), TestTrack.audio(2, "mp4a"))
                .bytes();
        new Mp4Bytes(bytes).box("moov/trak[2]/mdia/minf/stbl/stts").put32(4, 1);
        FileSource file = FileSource.open(Files.write(folder.resolve("broken.mp4"), bytes));
        open.add(file);
        MediaFile media = MediaFile.open(file);
        assertThat(media.tracks()).hasSize(1);
        assertThat(media.unusable())
                .singleElement()
                .extracting(Mp4Exception::path)
                .isEqualTo("moov/trak[2]/mdia/minf/stbl/stts");
    }
}
