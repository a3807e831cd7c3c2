package labwire.dash.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.Mp4Exception;
import org.junit.jupiter.api.Test;

final class SegmentFactsTest {
    private static final TestTrack TRACK = TestTrack.video(1, "avc1").samples(50);

    private static InitSegment init() throws Mp4Exception {
        return InitSegment.read(BoxWriter.bytesOf(TestMp4.fragmentedMovie(TRACK)));
    }

    /** Two fragments of a second each. */
    private static byte[] segment() {
        byte[] file = TestMp4.fragmented(25, TRACK).bytes();
        int start = new Mp4Bytes(file).box("moof").start();
        return Bytes.of(file).slice(start, file.length - start).toArray();
    }

    private static List<String> problems(Consumer<Mp4Bytes> how) throws Mp4Exception {
        Mp4Bytes bytes = new Mp4Bytes(segment());
        how.accept(bytes);
        return SegmentFacts.read(bytes.bytes(), init()).problems();
    }

    @Test
    void tellsWhatASegmentIs() throws Mp4Exception {
        SegmentFacts facts = SegmentFacts.read(segment(), init());
        assertThat(facts.problems()).isEmpty();
        assertThat(facts.decodeTime()).isZero();
        assertThat(facts.presentationTime()).isZero();
        assertThat(facts.durationTicks()).isEqualTo(2 * 12_800);
        assertThat(facts.endDecodeTime()).isEqualTo(2 * 12_800);
        assertThat(facts.samples()).isEqualTo(50);
        assertThat(facts.fragments()).isEqualTo(2);
        assertThat(facts.startsWithSync()).isTrue();
    }

    @Test
    void tellsOfAGapBetweenFragments() throws Mp4Exception {
        assertThat(problems(bytes -> bytes.box("moof[2]/traf/tfdt").put32(8, 12_801)))
                .containsExactly("moof[2]: decode time 12801 (expected: 12800, where the fragment before ends)");
    }

    @Test
    void tellsOfAnotherTrack() throws Mp4Exception {
        assertThat(problems(bytes -> bytes.box("moof/traf/tfhd").put32(4, 7)))
                .containsExactly("moof: track 7 (expected: 1, as in the initialization)");
    }

    @Test
    void tellsOfSamplesThatAreNotInTheirData() throws Mp4Exception {
        assertThat(problems(bytes -> bytes.box("moof/traf/trun").put32(8, 20)))
                .singleElement()
                .asString()
                .startsWith("samples from offset 20 to ")
                .contains("(expected: inside the mdat, ");
        assertThat(problems(bytes -> bytes.box("moof/traf/trun").put32(16, 1)))
                .singleElement()
                .asString()
                .matches("an mdat of \\d+ bytes \\(expected: \\d+, as the samples have\\)");
        assertThat(problems(bytes -> bytes.box("mdat").rename("free")))
                .singleElement()
                .asString()
                .startsWith("no mdat after moof 1 ");
        assertThat(problems(bytes -> bytes.box("moof").rename("free")))
                .singleElement()
                .asString()
                .startsWith("an mdat of ");
    }

    @Test
    void tellsOfATimeThatIsMissing() throws Mp4Exception {
        assertThat(problems(bytes -> bytes.box("moof/traf/tfdt").rename("free")))
                .containsExactly("moof: no tfdt (expected: one)");
    }

    @Test
    void tellsOfASegmentThatBeginsWithoutAKeyFrame() throws Mp4Exception {
        Mp4Bytes bytes = new Mp4Bytes(segment()).box("moof/traf/trun").put32(20, 0x0101_0000);
        assertThat(SegmentFacts.read(bytes.bytes(), init()).startsWithSync()).isFalse();
    }

    @Test
    void refusesWhatIsNoSegment() {
        byte[] cut = new Mp4Bytes(segment()).cutAt(500).bytes();
        assertThatThrownBy(() -> SegmentFacts.read(cut, init())).isInstanceOf(Mp4Exception.class);
        assertThatThrownBy(() -> SegmentFacts.read(new byte[0], init()))
                .isInstanceOf(Mp4Exception.class)
                .hasMessage("moof: missing (expected: one or more)");
        assertThatThrownBy(() -> InitSegment.read(segment()))
                .isInstanceOf(Mp4Exception.class)
                .hasMessage("moov: missing (expected: one)");
        byte[] two = BoxWriter.bytesOf(TestMp4.fragmentedMovie(TRACK, TestTrack.audio(2, "mp4a")));
        assertThatThrownBy(() -> InitSegment.read(two))
                .isInstanceOf(Mp4Exception.class)
                .hasMessage("moov: 2 tracks (expected: one)");
    }
}
