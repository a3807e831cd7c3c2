package labwire.dash.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import labwire.dash.isobmff.Box;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.Mp4Exception;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes, as a file and as a segment. {@code mvn verify} replays the corpus; {@code mvn verify -Psoak} lets Jazzer look
 * for more, for ten minutes.
 */
final class BoxFuzzTest {
    /** Segments of a file that are made. */
    private static final int SEGMENTS = 4;

    private static final Path CORPUS =
            Path.of("src/test/resources/labwire/dash/media/BoxFuzzTestInputs/anyFileIsReadOrRefused");

    private static final InitSegment INIT = init();

    @TempDir
    private static Path folder;

    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    void anyFileIsReadOrRefused(byte[] bytes) {
        isRead(bytes, folder.resolve("any.mp4"));
    }

    @Test
    void theCorpusIsReadOrRefused() throws IOException {
        try (Stream<Path> inputs = Files.list(CORPUS)) {
            List<Path> files = inputs.sorted().toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(seeds().size());
            for (Path input : files) {
                isRead(Files.readAllBytes(input), folder.resolve("corpus.mp4"));
            }
        }
    }

    /** Whether it is a file that can be cut; if so, what comes of that has been seen to fit. */
    static boolean isRead(byte[] bytes, Path path) {
        try {
            Files.write(path, bytes);
            asSegment(bytes);
            return asFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean asFile(Path path) throws IOException {
        try (FileSource file = FileSource.open(path)) {
            for (Track track : MediaFile.open(file).tracks()) {
                InitSegment init = InitSegment.read(track.initSegment());
                SegmentIndex index = track.cut(1);
                for (int segment = 0; segment < Math.min(SEGMENTS, index.count()); segment++) {
                    Payload payload = track.segment(index, segment, SegmentEdit.NONE);
                    require(payload.length() == index.bytes(segment), "a segment of another size than its index says");
                    SegmentFacts.read(payload.toBytes(), init);
                    SegmentEdit edit = new SegmentEdit(1000, 1, List.of());
                    SegmentFacts edited = SegmentFacts.read(
                            track.segment(index, segment, edit).toBytes(), init);
                    require(
                            edited.decodeTime() == index.decodeTimeTicks(segment) + 1000,
                            "a segment at another time than asked for");
                }
            }
            return true;
        } catch (Mp4Exception e) {
            require(e.reason().contains("(expected: "), e.path() + ": " + e.reason());
            return false;
        }
    }

    private static void asSegment(byte[] bytes) {
        try {
            ContainerBox all = new ContainerBox(BoxPath.FILE, BoxReader.read(Bytes.of(bytes), BoxPath.FILE));
            BoxWriter.bytesOf(all.children().toArray(Box[]::new));
            SegmentFacts.read(bytes, INIT);
        } catch (Mp4Exception e) {
            require(e.reason().contains("(expected: "), e.path() + ": " + e.reason());
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static InitSegment init() {
        try {
            return InitSegment.read(BoxWriter.bytesOf(TestMp4.fragmentedMovie(TestTrack.video(1, "avc1"))));
        } catch (Mp4Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Good files to begin with: small, for the sake of speed. */
    static List<byte[]> seeds() {
        TestTrack video = TestTrack.video(1, "avc1").samples(6).keyDistance(3).size(sample -> 5);
        TestTrack audio = TestTrack.audio(2, "mp4a").samples(5).size(sample -> 4 + sample % 2);
        return List.of(
                TestMp4.plain(video, audio).bytes(),
                TestMp4.plain(TestTrack.video(1, "hvc1")
                                .samples(6)
                                .size(sample -> 5)
                                .edit(200, 512))
                        .bytes(),
                TestMp4.plain(TestTrack.audio(1, "Opus")
                                .samples(6)
                                .size(sample -> 5)
                                .edit(0, 312))
                        .bytes(),
                TestMp4.plain(TestTrack.text(1).samples(3).size(sample -> 5)).bytes(),
                TestMp4.fragmented(3, video).bytes(),
                TestMp4.fragmented(3, video, audio).bytes(),
                TestMp4.fragmented(3, TestTrack.video(1, "av01").samples(6).size(sample -> 5))
                        .bytes(),
                TestMp4.fragmented(3, TestTrack.video(1, "vp09").samples(6).size(sample -> 5))
                        .bytes());
    }
}
