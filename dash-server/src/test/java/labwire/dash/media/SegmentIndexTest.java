package labwire.dash.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.Mp4Exception;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SegmentIndexTest {
    @TempDir
    private Path folder;

    private final List<FileSource> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (FileSource file : open) {
            file.close();
        }
    }

    private Track track(TestTrack track) throws IOException, Mp4Exception {
        Path path = TestMp4.plain(track).write(folder.resolve("test" + open.size() + ".mp4"));
        FileSource file = FileSource.open(path);
        open.add(file);
        return MediaFile.open(file).tracks().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        // key frames every N frames of 40 ms, target, segments, duration of the first in frames
        "25, 2, 5, 50",
        "48, 2, 6, 48",
        "48, 1.92, 6, 48",
        "48, 0.1, 6, 48",
        "250, 2, 1, 250",
        "25, 100, 1, 250",
        "60, 2, 5, 60",
    })
    void cutsAtTheKeyFrameNearestToTheTarget(int keyDistance, double target, int count, int firstFrames)
            throws Exception {
        SegmentIndex index =
                track(TestTrack.video(1, "avc1").keyDistance(keyDistance)).cut(target);
        assertThat(index.count()).isEqualTo(count);
        assertThat(index.durationTicks(0)).isEqualTo(firstFrames * 512L);
        assertThat(index.totalTicks()).isEqualTo(250 * 512L);
        assertThat(index.isUniform()).isTrue();
    }

    @Test
    void audioDoesNotDrift() throws Exception {
        SegmentIndex index = track(TestTrack.audio(1, "mp4a").seconds(600)).cut(2);
        assertThat(index.count()).isEqualTo(300);
        for (int segment = 0; segment < index.count(); segment++) {
            assertThat(Math.abs(index.startTicks(segment) - segment * 96_000L)).isLessThanOrEqualTo(512);
        }
    }

    @Test
    void audioIsCutWhereVideoIs() throws Exception {
        SegmentIndex video =
                track(TestTrack.video(1, "avc1").keyDistance(48).samples(288)).cut(2);
        SegmentIndex audio = track(TestTrack.audio(1, "mp4a").seconds(11.52)).cutLike(video);
        assertThat(audio.isAlignedWith(video, 0.0001))
                .as("30 AAC frames are 16 of video")
                .isTrue();
        SegmentIndex opus = track(TestTrack.audio(1, "Opus").seconds(11.52)).cutLike(video);
        assertThat(opus.isAlignedWith(video, 0.011)).isTrue();
    }

    @Test
    void rungsWithOtherKeyFramesAreNotAligned() throws Exception {
        SegmentIndex first = track(TestTrack.video(1, "avc1").keyDistance(50)).cut(2);
        SegmentIndex other = track(TestTrack.video(1, "avc1").keyDistance(60)).cutLike(first);
        assertThat(other.isAlignedWith(first, 0.02)).isFalse();
        SegmentIndex same = track(TestTrack.video(1, "avc1").keyDistance(25).timescale(90_000, 3600))
                .cutLike(first);
        assertThat(same.isAlignedWith(first, 0.00001)).isTrue();
    }

    @Test
    void findsTheSegmentOfATime() throws Exception {
        SegmentIndex index = track(TestTrack.video(1, "avc1")).cut(2);
        assertThat(index.find(-1)).isZero();
        assertThat(index.find(0)).isZero();
        assertThat(index.find(25_599)).isZero();
        assertThat(index.find(25_600)).isEqualTo(1);
        assertThat(index.find(1L << 50)).isEqualTo(4);
    }

    @Test
    void tellsRates() throws Exception {
        SegmentIndex index = track(TestTrack.video(1, "avc1").size(sample -> sample < 50 ? 2000 : 500))
                .cut(2);
        assertThat(index.bytes(0)).isGreaterThan(100_000);
        assertThat(index.peakBitsPerSecond()).isEqualTo(index.bytes(0) * 8 / 2);
        assertThat(index.averageBitsPerSecond()).isBetween(160_000L, 165_000L);
    }

    @Test
    void aTargetIsLongerThanNothing() throws Exception {
        Track track = track(TestTrack.video(1, "avc1"));
        assertThatThrownBy(() -> track.cut(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> track.cut(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
