package labwire.dash.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import labwire.dash.isobmff.Mp4Exception;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real encoders and a real muxer write, cut and decoded again. */
final class RealFilesTest {
    private static final String VIDEO = "-f lavfi -i testsrc2=size=96x64:rate=25:duration=2 ";
    private static final String AUDIO = "-f lavfi -i sine=frequency=500:sample_rate=48000:duration=2 -ac 2 ";
    private static final String PLAIN = " -movflags +faststart";
    private static final String FRAGMENTED =
            " -movflags +frag_keyframe+empty_moov+delay_moov+default_base_moof+global_sidx -frag_duration 640000";
    private static final String OLD_FRAGMENTED = " -movflags +frag_keyframe+empty_moov";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "libx264, -c:v libx264 -g 16 -bf 0 -profile:v main, avc1.4d400a",
        "libx264, -c:v libx264 -g 25 -bf 3 -profile:v high, avc1.64000a",
        "libx265, -c:v libx265 -x265-params log-level=none:keyint=25:bframes=2 -tag:v hvc1, hvc1.1.6.L30.90",
        "libx265, -c:v libx265 -x265-params log-level=none:keyint=25 -tag:v hev1, hev1.1.6.L30.90",
        "libaom-av1, -c:v libaom-av1 -cpu-used 8 -g 25 -b:v 50k, av01.0.00M.08",
        "libvpx-vp9, -c:v libvpx-vp9 -cpu-used 8 -deadline realtime -g 25 -b:v 50k, vp09.00.10.08",
    })
    void decodesVideoSegmentsToTheFramesOfTheSource(String encoder, String arguments, String codecs) throws Exception {
        Ffmpeg.assume(encoder);
        for (String form : List.of(PLAIN, FRAGMENTED)) {
            Path source = Ffmpeg.make(folder.resolve("source.mp4"), VIDEO + "-pix_fmt yuv420p " + arguments + form);
            List<String> frames = Ffmpeg.frameHashes(source, "v:0");
            List<String> times = Ffmpeg.packetTimes(source, "v:0");
            try (FileSource file = FileSource.open(source)) {
                Track track = MediaFile.open(file).tracks().get(0);
                assertThat(track.info().codecs()).isEqualTo(codecs);
                assertThat(track.info().width()).isEqualTo(96);
                assertThat(track.info().frameRate()).isEqualTo(new Ratio(25, 1));
                Path cut = cut(times, track, SegmentEdit.NONE);
                assertThat(Ffmpeg.frameHashes(cut, "v:0")).as(form).hasSize(50).isEqualTo(frames);
                assertThat(Ffmpeg.packetTimes(cut, "v:0")).isEqualTo(times);
                if (form.equals(FRAGMENTED)) {
                    Path edited = cut(times, track, new SegmentEdit(0, 7, List.of()));
                    assertThat(Ffmpeg.frameHashes(edited, "v:0")).isEqualTo(frames);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aac, -c:a aac -b:a 64k, mp4a.40.2, 1",
        "libopus, -c:a libopus -b:a 64k, opus, 0",
    })
    void keepsAudioPacketsAndBeginsAtZero(String encoder, String arguments, String codecs, int priming)
            throws Exception {
        Ffmpeg.assume(encoder);
        for (String form : List.of(PLAIN, FRAGMENTED)) {
            Path source = Ffmpeg.make(folder.resolve("source.mp4"), AUDIO + arguments + form);
            try (FileSource file = FileSource.open(source)) {
                Track track = MediaFile.open(file).tracks().get(0);
                assertThat(track.info().codecs()).isEqualTo(codecs);
                assertThat(track.info().sampleRate()).isEqualTo(48_000);
                assertThat(track.info().channels()).isEqualTo(2);
                List<String> wanted = Ffmpeg.packetTimes(source, "a:0");
                Path cut = cut(wanted, track, SegmentEdit.NONE);
                assertThat(Ffmpeg.packetTimes(cut, "a:0"))
                        .as(form)
                        .isEqualTo(form.equals(PLAIN) ? wanted.subList(priming, wanted.size()) : wanted);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, OLD_FRAGMENTED})
    void separatesWhatWasMuxed(String form) throws Exception {
        Ffmpeg.assume("libx264", "aac");
        Path source = Ffmpeg.make(
                folder.resolve("source.mp4"),
                VIDEO + AUDIO + "-pix_fmt yuv420p -c:v libx264 -g 25 -bf 2 -c:a aac -metadata:s:a:0 language=deu"
                        + form);
        try (FileSource file = FileSource.open(source)) {
            MediaFile media = MediaFile.open(file);
            assertThat(media.tracks()).hasSize(2);
            Track video = media.tracks().get(0);
            Track audio = media.tracks().get(1);
            assertThat(video.info().kind()).isEqualTo(TrackKind.VIDEO);
            assertThat(audio.info().language()).isEqualTo("deu");
            List<String> times = Ffmpeg.packetTimes(source, "v:0");
            Path cutVideo = cut(times, video, SegmentEdit.NONE);
            assertThat(Ffmpeg.frameHashes(cutVideo, "v:0")).isEqualTo(Ffmpeg.frameHashes(source, "v:0"));
            assertThat(Ffmpeg.packetTimes(cutVideo, "v:0")).isEqualTo(times);
            List<String> wanted = Ffmpeg.packetTimes(source, "a:0");
            Path cutAudio = cut(wanted, audio, SegmentEdit.NONE);
            assertThat(Ffmpeg.packetTimes(cutAudio, "a:0"))
                    .isEqualTo(form.equals(PLAIN) ? wanted.subList(1, wanted.size()) : wanted);
        }
    }

    private Path cut(List<String> times, Track track, SegmentEdit edit) throws IOException, Mp4Exception {
        SegmentIndex index = track.cut(1.0);
        assertThat(index.count()).isBetween(2, 5);
        double start = times.stream().mapToDouble(Double::parseDouble).min().orElseThrow();
        assertThat(index.startTicks(0))
                .isEqualTo(Math.round(Math.max(0, start) * track.info().timescale()));
        assertThat(index.totalTicks()).isEqualTo(track.info().durationTicks());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(track.initSegment());
        InitSegment init = InitSegment.read(track.initSegment());
        for (int segment = 0; segment < index.count(); segment++) {
            byte[] bytes = track.segment(index, segment, edit).toBytes();
            if (edit.equals(SegmentEdit.NONE)) {
                assertThat(bytes).hasSize(Math.toIntExact(index.bytes(segment)));
            }
            SegmentFacts facts = SegmentFacts.read(bytes, init);
            assertThat(facts.problems()).isEmpty();
            assertThat(facts.startsWithSync()).isTrue();
            assertThat(facts.decodeTime()).isEqualTo(index.decodeTimeTicks(segment));
            assertThat(Math.max(0, facts.presentationTime())).isEqualTo(index.startTicks(segment));
            all.write(bytes);
        }
        return Files.write(folder.resolve("cut.mp4"), all.toByteArray());
    }
}
