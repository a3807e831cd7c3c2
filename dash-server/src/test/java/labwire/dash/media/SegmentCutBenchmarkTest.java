package labwire.dash.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import labwire.dash.isobmff.Mp4Exception;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a segment of a plain MP4 of two hours takes, from asking for it to its first byte and its first 64 KB of
 * media in memory; without a network. The target over HTTP is 2 ms at the median.
 */
@Tag("bench")
final class SegmentCutBenchmarkTest {
    private static final int SECONDS = 7200;
    private static final int ROUNDS = 20_000;
    private static final int MEDIA_BYTES = 65_536;

    @TempDir
    private Path folder;

    @Test
    void firstByte() throws IOException, Mp4Exception {
        Path path = TestMp4.plain(
                        TestTrack.video(1, "avc1").seconds(SECONDS).keyDistance(50),
                        TestTrack.audio(2, "mp4a").seconds(SECONDS).samplesPerChunk(19))
                .write(folder.resolve("long.mp4"));
        try (FileSource file = FileSource.open(path)) {
            long start = System.nanoTime();
            MediaFile media = MediaFile.open(file);
            long opened = System.nanoTime();
            Track video = media.tracks().get(0);
            SegmentIndex index = video.cut(2);
            long cut = System.nanoTime();
            System.out.printf(
                    "plain MP4 of 2 h: opened, cold, in %.0f ms, %d segments planned in %.0f ms%n",
                    (opened - start) / 1e6, index.count(), (cut - opened) / 1e6);
            run("video", file, video, index);
            Track audio = media.tracks().get(1);
            run("audio", file, audio, audio.cutLike(index));
        }
    }

    private static void run(String what, FileSource file, Track track, SegmentIndex index) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        ByteBuffer media = ByteBuffer.allocateDirect(MEDIA_BYTES);
        long[] first = new long[ROUNDS];
        long[] withMedia = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            int segment = random.nextInt(index.count());
            long start = System.nanoTime();
            Payload payload = track.segment(index, segment, new SegmentEdit(0, segment + 1L, List.of()));
            first[round] = System.nanoTime() - start;
            for (Piece piece : payload.pieces()) {
                if (piece instanceof Piece.FileSlice slice) {
                    media.clear().limit((int) Math.min(slice.length(), MEDIA_BYTES));
                    file.read(slice.position(), media);
                    break;
                }
            }
            withMedia[round] = System.nanoTime() - start;
        }
        Arrays.sort(first);
        Arrays.sort(withMedia);
        System.out.printf(
                "%s segment: first byte after %.1f µs at the median, %.1f µs at 99 %%; with media after %.1f and %.1f µs%n",
                what,
                first[ROUNDS / 2] / 1e3,
                first[ROUNDS * 99 / 100] / 1e3,
                withMedia[ROUNDS / 2] / 1e3,
                withMedia[ROUNDS * 99 / 100] / 1e3);
    }
}
