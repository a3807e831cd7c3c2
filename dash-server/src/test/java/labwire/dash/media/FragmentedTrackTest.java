package labwire.dash.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import labwire.dash.isobmff.Box;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.EventMessageBox;
import labwire.dash.isobmff.FileTypeBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.OpaqueBox;
import labwire.dash.isobmff.SegmentIndexBox;
import labwire.dash.isobmff.TrackFragmentHeaderBox;
import labwire.dash.isobmff.TrackRunBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FragmentedTrackTest {
    private static final FileTypeBox BRANDS = new FileTypeBox("ftyp", "iso6", 0, List.of("iso6"));

    @TempDir
    private Path folder;

    private final List<FileSource> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (FileSource file : open) {
            file.close();
        }
    }

    private MediaFile open(byte[] mp4) throws IOException, Mp4Exception {
        FileSource file = FileSource.open(Files.write(folder.resolve("test" + open.size() + ".mp4"), mp4));
        open.add(file);
        return MediaFile.open(file);
    }

    private static List<CutSamples.Sample> samples(Track track, SegmentIndex index, SegmentEdit edit)
            throws IOException, Mp4Exception {
        List<CutSamples.Sample> samples = new ArrayList<>();
        InitSegment init = InitSegment.read(track.initSegment());
        for (int segment = 0; segment < index.count(); segment++) {
            byte[] bytes = track.segment(index, segment, edit).toBytes();
            SegmentFacts facts = SegmentFacts.read(bytes, init);
            assertThat(facts.problems()).isEmpty();
            assertThat(facts.startsWithSync()).isTrue();
            assertThat(facts.decodeTime()).isEqualTo(index.decodeTimeTicks(segment) + edit.decodeTimeShiftTicks());
            samples.addAll(CutSamples.of(bytes));
        }
        return samples;
    }

    private static void assertSamples(List<CutSamples.Sample> samples, TestTrack made, long shift) {
        assertThat(samples).hasSize(made.samples);
        for (int i = 0; i < samples.size(); i++) {
            assertThat(samples.get(i).data()).isEqualTo(Bytes.of(made.data(i)));
            assertThat(samples.get(i).decodeTime()).isEqualTo(made.decodeTime(i) + shift);
        }
    }

    @Test
    void aSegmentIsOneSliceOfTheFile() throws Exception {
        TestTrack made = TestTrack.video(1, "avc1");
        MediaFile media = open(TestMp4.fragmented(5, made).bytes());
        assertThat(media.isFragmented()).isTrue();
        Track track = media.tracks().get(0);
        SegmentIndex index = track.cut(2);
        assertThat(index.count()).isEqualTo(5);
        assertThat(index.isUniform()).isTrue();
        for (int segment = 0; segment < index.count(); segment++) {
            Payload payload = track.segment(index, segment, SegmentEdit.NONE);
            assertThat(payload.pieces()).singleElement().isInstanceOf(Piece.FileSlice.class);
            assertThat(payload.length()).isEqualTo(index.bytes(segment));
        }
        assertSamples(samples(track, index, SegmentEdit.NONE), made, 0);
        assertThat(track.info().durationTicks()).isEqualTo(10 * 12_800);
        assertThat(track.info().frameRate()).isEqualTo(new Ratio(25, 1));
    }

    @Test
    void findsTheIndexOfAFileThatIsServedAsItIs() throws Exception {
        byte[] bytes = TestMp4.fragmented(25, TestTrack.video(1, "avc1")).bytes();
        MediaFile.SelfIndexed indexed = open(bytes).selfIndexed().orElseThrow();
        Mp4Bytes sidx = new Mp4Bytes(bytes).box("sidx");
        assertThat(indexed.initialization()).isEqualTo(new ByteRange(0, sidx.start()));
        assertThat(indexed.index()).isEqualTo(new ByteRange(sidx.start(), sidx.size()));
        assertThat(indexed.whole().pieces()).singleElement().isInstanceOf(Piece.FileSlice.class);
        assertThat(indexed.whole().toBytes()).isEqualTo(bytes);

        int firstSize = sidx.get32(24);
        sidx.put32(24, firstSize + 1);
        assertThat(open(bytes).selfIndexed()).as("an index that does not fit").isEmpty();
        assertThat(open(TestMp4.plain(TestTrack.video(1, "avc1")).bytes()).selfIndexed())
                .isEmpty();
    }

    /** Key frames are 25 samples apart: where fragments are not, some begin without one. */
    @ParameterizedTest
    @CsvSource({"5, 10", "10, 5", "40, 2", "49, 1"})
    void anIndexOfFragmentsBetweenKeyFramesIsMadeOneOfSubsegments(int samplesPerFragment, int subsegments)
            throws Exception {
        TestTrack made = TestTrack.video(1, "avc1");
        byte[] bytes = TestMp4.fragmented(samplesPerFragment, made).bytes();
        MediaFile media = open(bytes);
        MediaFile.SelfIndexed indexed = media.selfIndexed().orElseThrow();
        byte[] whole = indexed.whole().toBytes();
        assertThat(whole).hasSameSizeAs(bytes);
        int from = (int) indexed.index().position();
        int to = from + (int) indexed.index().length();
        SegmentIndexBox index =
                (SegmentIndexBox) BoxReader.read(Bytes.of(Arrays.copyOfRange(whole, from, to)), BoxPath.FILE)
                        .get(0);
        assertThat(index.count()).isEqualTo(subsegments);

        InitSegment init = InitSegment.read(media.tracks().get(0).initSegment());
        int at = to + (int) index.firstOffset();
        List<CutSamples.Sample> samples = new ArrayList<>();
        for (int i = 0; i < index.count(); i++) {
            byte[] subsegment = Arrays.copyOfRange(whole, at, at + index.size(i));
            SegmentFacts facts = SegmentFacts.read(subsegment, init);
            assertThat(facts.problems()).isEmpty();
            assertThat(facts.startsWithSync()).isTrue();
            assertThat(index.startsWithSap(i)).isTrue();
            assertThat(index.duration(i)).isEqualTo(facts.endDecodeTime() - facts.decodeTime());
            samples.addAll(CutSamples.of(subsegment));
            at += index.size(i);
        }
        assertThat(at).isEqualTo(whole.length);
        assertSamples(samples, made, 0);
        // Nothing else is another: not the movie before, nor the media after, nor how boxes follow each other.
        Mp4Bytes sidx = new Mp4Bytes(bytes).box("sidx");
        assertThat(Arrays.mismatch(whole, bytes)).isBetween(sidx.start(), sidx.start() + 3);
        assertThat(Arrays.copyOfRange(whole, to, whole.length)).isEqualTo(Arrays.copyOfRange(bytes, to, bytes.length));
        assertThat(open(whole).selfIndexed().orElseThrow().index()).isEqualTo(indexed.index());
    }

    @Test
    void shiftsTimesNumbersFragmentsAndCarriesEvents() throws Exception {
        TestTrack made = TestTrack.video(1, "avc1");
        Track track = open(TestMp4.fragmented(5, made).bytes()).tracks().get(0);
        SegmentIndex index = track.cut(2);
        EventMessageBox event = new EventMessageBox(0, "urn:test", "", 1000, 42, 5, 9, Bytes.EMPTY);
        SegmentEdit edit = new SegmentEdit(1L << 36, 5, List.of(event));
        assertSamples(samples(track, index, edit), made, 1L << 36);
        SegmentFacts facts =
                SegmentFacts.read(track.segment(index, 0, edit).toBytes(), InitSegment.read(track.initSegment()));
        assertThat(facts.events()).containsExactly(event);
        assertThat(facts.fragments()).isEqualTo(10);
    }

    @Test
    void eventsAloneLeaveTheFragmentsAsTheyAre() throws Exception {
        Track track = open(TestMp4.fragmented(5, TestTrack.video(1, "avc1")).bytes())
                .tracks()
                .get(0);
        EventMessageBox event = new EventMessageBox(0, "urn:test", "", 1000, 42, 5, 9, Bytes.EMPTY);
        Payload payload = track.segment(track.cut(2), 0, new SegmentEdit(0, 0, List.of(event)));
        assertThat(payload.pieces()).hasSize(2);
        assertThat(payload.pieces().get(1)).isInstanceOf(Piece.FileSlice.class);
    }

    @Test
    void tracksInFragmentsOfTheirOwnAreToldApart() throws Exception {
        TestTrack video = TestTrack.video(1, "avc1");
        TestTrack audio = TestTrack.audio(2, "mp4a");
        MediaFile media = open(TestMp4.fragmented(25, video, audio).bytes());
        assertThat(media.tracks()).hasSize(2);
        assertThat(media.selfIndexed()).isEmpty();
        for (TestTrack made : List.of(video, audio)) {
            Track track = media.tracks().get(made.trackId - 1);
            assertSamples(samples(track, track.cut(2), SegmentEdit.NONE), made, 0);
        }
    }

    /** As ffmpeg's default writes it: both tracks in each moof, runs of both in one mdat. */
    @Test
    void tracksInOneFragmentAreSeparated() throws Exception {
        TestTrack video = TestTrack.video(1, "avc1").samples(50);
        TestTrack audio = TestTrack.audio(2, "Opus").samples(100);
        BoxWriter out = new BoxWriter().box(BRANDS).box(TestMp4.fragmentedMovie(video, audio));
        for (int second = 0; second < 2; second++) {
            int v = second * 25;
            int a = second * 50;
            List<Box> data = List.of(TestMp4.data(video, v, v + 25), TestMp4.data(audio, a, a + 50));
            BoxWriter both = new BoxWriter();
            data.forEach(box -> both.bytes(((OpaqueBox) box).body()));
            int videoBytes = ((OpaqueBox) data.get(0)).body().length();
            ContainerBox measured = moof(second, video, audio, 0, 0);
            int base = BoxWriter.bytesOf(measured).length + 8;
            out.box(moof(second, video, audio, base, base + videoBytes))
                    .box(new OpaqueBox("mdat", Bytes.of(both.toArray())));
        }
        MediaFile media = open(out.toArray());
        for (TestTrack made : List.of(video, audio)) {
            Track track = media.tracks().get(made.trackId - 1);
            SegmentIndex index = track.cut(1);
            assertThat(index.count()).isEqualTo(2);
            assertThat(track.segment(index, 0, SegmentEdit.NONE).length()).isEqualTo(index.bytes(0));
            assertSamples(samples(track, index, SegmentEdit.NONE), made, 0);
        }
    }

    private static ContainerBox moof(int second, TestTrack video, TestTrack audio, int videoAt, int audioAt) {
        return TestMp4.moof(
                second + 1,
                List.of(
                        TestMp4.traf(video, second * 25, second * 25 + 25, videoAt),
                        TestMp4.traf(audio, second * 50, second * 50 + 50, audioAt)));
    }

    /** As old muxers write it: absolute offsets, no tfdt, two runs. */
    @Test
    void fragmentsOfOldMuxersAreMadeAnew() throws Exception {
        TestTrack made = TestTrack.video(1, "avc1").samples(75);
        BoxWriter out = new BoxWriter().box(BRANDS).box(TestMp4.fragmentedMovie(made));
        for (int second = 0; second < 3; second++) {
            int first = second * 25;
            int at = out.size();
            OpaqueBox data = TestMp4.data(made, first, first + 25);
            int firstRun = TestMp4.data(made, first, first + 10).body().length();
            int size = BoxWriter.bytesOf(oldMoof(made, first, 0, 0)).length;
            out.box(oldMoof(made, first, at + size + 8, firstRun)).box(data);
        }
        Track track = open(out.toArray()).tracks().get(0);
        SegmentIndex index = track.cut(1);
        assertThat(index.count()).isEqualTo(3);
        assertThat(track.segment(index, 2, SegmentEdit.NONE).length()).isEqualTo(index.bytes(2));
        assertSamples(samples(track, index, SegmentEdit.NONE), made, 0);
    }

    private static ContainerBox oldMoof(TestTrack track, int first, long base, int secondRun) {
        TrackRunBox run = TestMp4.run(track, first, first + 10, 0);
        TrackRunBox next = TestMp4.run(track, first + 10, first + 25, secondRun);
        return TestMp4.moof(
                1,
                List.of(ContainerBox.of(
                        "traf",
                        new TrackFragmentHeaderBox(
                                TrackFragmentHeaderBox.BASE_DATA_OFFSET, track.trackId, base, 0, 0, 0, 0),
                        run,
                        next)));
    }

    @Test
    void fileThatChangedIsAnErrorOfReading() throws Exception {
        byte[] bytes = TestMp4.fragmented(25, TestTrack.video(1, "avc1")).bytes();
        Track track = open(bytes).tracks().get(0);
        SegmentIndex index = track.cut(1);
        Files.write(folder.resolve("test0.mp4"), new byte[bytes.length]);
        assertThatThrownBy(() -> track.segment(index, 3, new SegmentEdit(0, 9, List.of())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no longer what it was");
    }

    @Test
    void refusesSamplesInTheMovieBesideFragments() throws Exception {
        TestTrack made = TestTrack.video(1, "avc1").samples(25);
        byte[] plain = TestMp4.plain(made).bytes();
        byte[] fragmented = TestMp4.fragmented(25, made).bytes();
        Mp4Bytes moof = new Mp4Bytes(fragmented).box("moof");
        BoxWriter both = new BoxWriter().bytes(Bytes.of(plain));
        both.bytes(Bytes.of(fragmented).slice(moof.start(), fragmented.length - moof.start()));
        assertThatThrownBy(() -> open(both.toArray()))
                .isInstanceOf(Mp4Exception.class)
                .hasMessage("moov/mvex: missing (expected: one)");
    }
}
