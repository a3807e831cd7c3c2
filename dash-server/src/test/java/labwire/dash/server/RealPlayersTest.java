package labwire.dash.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.dash.library.TitleLibrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Players that people have, on the demo title from a real server: every frame comes, and is the file's. */
class RealPlayersTest {
    private static final Path DEMO = Path.of("../config/video/demo");
    private static final List<String> RUNGS = List.of("v180", "v270", "v360", "v540", "v720");
    private static final int VIDEO_FRAMES = 288;
    private static final int AUDIO_FRAMES = 540;
    private static final int LIVE_SECONDS = 4;
    private static final int LIVE_FRAMES = 25 * LIVE_SECONDS;
    private static final int LIVE_AUDIO_FRAMES = LIVE_SECONDS * 48_000 / 1024;

    /** A line of GStreamer's checksumsink: {@code 0:00:00.040000000 6b6afb90…}. */
    private static final Pattern CHECKSUM =
            Pattern.compile("^([0-9]+):([0-9]{2}):([0-9]{2})\\.([0-9]{3})[0-9]{6} ([0-9a-f]{32})$", Pattern.MULTILINE);

    private static final Map<String, List<String>> FILES = new HashMap<>();

    @TempDir
    private Path folder;

    private TitleLibrary library;
    private TestVideoServer server;

    @BeforeEach
    void start() throws Exception {
        library = TitleLibrary.open(List.of(DEMO), InstantSource.system());
        server = new TestVideoServer(library);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        library.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by=timeline/", "by=time/", "by=base/", "segment=4/"})
    void ffmpegDecodesTheFramesOfTheFiles(String options) throws Exception {
        ExternalProgram.assumeInstalled("ffmpeg");
        String manifest = url("demo/" + options + "manifest.mpd");

        List<String> all = frames(manifest, "-map", "0:v", "-map", "0:a");

        for (int rung = 0; rung < RUNGS.size(); rung++) {
            assertThat(hashes(all, rung)).as(RUNGS.get(rung)).isEqualTo(file(RUNGS.get(rung)));
        }
        assertThat(hashes(all, 0)).hasSize(VIDEO_FRAMES);
        assertThat(hashes(all, RUNGS.size())).hasSize(AUDIO_FRAMES).isEqualTo(file("a64"));
    }

    /** By number, at the pace of the clock or from further behind the live edge; with a timeline, what the window has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-re live/demo",
                "-n live/delay=20,events=mpd/demo",
                "-n live/delay=20,segment=4/demo",
                "-n live/by=timeline/demo",
                "-n live/by=time/demo"
            })
    void ffmpegDecodesALiveStreamWithoutAGap(String paceAndTitle) throws Exception {
        ExternalProgram.assumeInstalled("ffmpeg");
        String[] words = paceAndTitle.split(" ");
        String manifest = url(words[1] + "/manifest.mpd");
        List<String> source = file("v180");

        List<String> live = hashes(frames(words[0], manifest, "-map", "0:v:0", "-t", "" + LIVE_SECONDS), 0);

        assertThat(live).hasSize(LIVE_FRAMES);
        assertFollows(live, source);
    }

    /** Round after round of a loop, from anywhere. */
    private static void assertFollows(List<String> live, List<String> loop) {
        int first = loop.indexOf(live.get(0));
        for (int i = 0; i < live.size(); i++) {
            assertThat(live.get(i)).as("frame %d", i).isEqualTo(loop.get((first + i) % loop.size()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by=time/", "by=base/"})
    void mpvPlaysEveryFrameToTheEnd(String options) throws Exception {
        ExternalProgram.assumeInstalled("mpv");
        Path hashes = folder.resolve("frames");
        ExternalProgram mpv = ExternalProgram.run(List.of(
                "mpv",
                "--no-config",
                "--no-audio",
                "--untimed",
                "--hls-bitrate=max",
                "--o=" + hashes,
                "--of=framemd5",
                "--ovc=rawvideo",
                url("demo/" + options + "manifest.mpd")));

        assertThat(mpv.status()).as(mpv.output()).isZero();
        assertThat(hashes(Files.readAllLines(hashes), 0)).isEqualTo(file("v720"));
    }

    /** At the pace of the clock, with a buffer that it does not fill faster than that: without it asks too early. */
    @ParameterizedTest
    @ValueSource(strings = {"", "by=time/"})
    void mpvPlaysALiveStreamWithoutComplaint(String options) throws Exception {
        ExternalProgram.assumeInstalled("mpv");
        ExternalProgram mpv = ExternalProgram.run(List.of(
                "mpv",
                "--no-config",
                "--msg-level=all=warn",
                "--vo=null",
                "--ao=null",
                "--cache=no",
                "--length=" + LIVE_SECONDS,
                url("live/" + options + "demo/manifest.mpd")));

        assertThat(mpv.status()).as(mpv.output()).isZero();
        assertThat(mpv.output()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by=time/"})
    void mpvDecodesALiveStreamWithoutAGap(String options) throws Exception {
        ExternalProgram.assumeInstalled("mpv");
        Path hashes = folder.resolve("frames");
        ExternalProgram mpv = ExternalProgram.run(List.of(
                "mpv",
                "--no-config",
                "--no-audio",
                "--untimed",
                "--cache=no",
                "--length=" + LIVE_SECONDS,
                "--hls-bitrate=max",
                "--o=" + hashes,
                "--of=framemd5",
                "--ovc=rawvideo",
                url("live/delay=20" + (options.isEmpty() ? "/" : "," + options) + "demo/manifest.mpd")));

        assertThat(mpv.status()).as(mpv.output()).isZero();
        List<String> live = hashes(Files.readAllLines(hashes), 0);
        assertThat(live).hasSize(LIVE_FRAMES);
        assertFollows(live, file("v720"));
    }

    /** It begins with the lowest rung and goes up when it likes: each frame is that of one of the rungs. */
    @ParameterizedTest
    @ValueSource(strings = {"", "by=timeline/", "by=time/", "periods=2/"})
    void gstreamerPlaysEveryFrameToTheEnd(String options) throws Exception {
        ExternalProgram.assumeInstalled("gst-launch-1.0");
        ExternalProgram launch = gstreamer(List.of(
                "gst-launch-1.0",
                "playbin3",
                "uri=" + url("demo/" + options + "manifest.mpd"),
                "flags=0x3",
                "video-sink=checksumsink sync=false hash=md5",
                "audio-sink=fakesink sync=false"));

        assertThat(launch.status()).as(launch.output()).isZero();
        assertThat(launch.output()).contains("Got EOS");
        assertThat(checkedFrames(launch, 0)).isEqualTo(VIDEO_FRAMES);
    }

    /**
     * From so far behind that the 30 s which it wants to have buffered are there at once. Of a timeline it finds the live
     * edge only if that goes back to the beginning of the stream.
     */
    @ParameterizedTest
    @ValueSource(strings = {"delay=40", "by=time,delay=40,window=600,start="})
    void gstreamerPlaysALiveStreamWithoutAGap(String options) throws Exception {
        ExternalProgram.assumeInstalled("gst-launch-1.0");
        long begun = InstantSource.system().instant().getEpochSecond() - 70;
        ExternalProgram launch = ExternalProgram.run(List.of(
                "gst-launch-1.0",
                "playbin3",
                "uri=" + url("live/" + options + (options.endsWith("=") ? begun : "") + "/demo/manifest.mpd"),
                "flags=0x3",
                "video-sink=identity eos-after=" + (LIVE_FRAMES + 1) + " ! checksumsink hash=md5",
                "audio-sink=identity eos-after=" + LIVE_AUDIO_FRAMES + " ! fakesink sync=true"));

        assertThat(launch.status()).as(launch.output()).isZero();
        assertThat(launch.output()).contains("Got EOS");
        Matcher first = CHECKSUM.matcher(launch.output());
        assertThat(first.find()).as(launch.output()).isTrue();
        assertThat(checkedFrames(launch, frameAt(first))).isEqualTo(LIVE_FRAMES);
    }

    /**
     * One run in 60 or so, GStreamer 1.22 ends when it has subtitles whole before their pad is there: "Can't push EOS on
     * non-exposed pad". The server has answered all of its requests by then.
     */
    private static ExternalProgram gstreamer(List<String> command) throws Exception {
        ExternalProgram launch = ExternalProgram.run(command);
        for (int again = 1; again <= 2 && launch.output().contains("Couldn't download fragments"); again++) {
            launch = ExternalProgram.run(command);
        }
        return launch;
    }

    /** Since the stream's start, which is the title's: {@code 498680:17:36.040000000} is 25 times as many seconds. */
    private static int frameAt(Matcher checksum) {
        long minutes = Long.parseLong(checksum.group(1)) * 60 + Long.parseLong(checksum.group(2));
        long millis = minutes * 60_000 + Long.parseLong(checksum.group(3)) * 1000 + Long.parseLong(checksum.group(4));
        return (int) (millis / 40 % VIDEO_FRAMES);
    }

    /** How many frames checksumsink has seen, each that of a rung at its place in the loop. */
    private static int checkedFrames(ExternalProgram launch, int first) throws Exception {
        List<List<String>> rungs = new ArrayList<>();
        for (String rung : RUNGS) {
            rungs.add(file(rung));
        }
        Matcher seen = CHECKSUM.matcher(launch.output());
        int count = 0;
        while (seen.find()) {
            int frame = (first + count) % VIDEO_FRAMES;
            assertThat(frameAt(seen)).isEqualTo(frame);
            assertThat(rungs.stream().map(rung -> rung.get(frame)))
                    .as("frame %d", frame)
                    .contains(seen.group(5));
            count++;
        }
        return count;
    }

    @Test
    void ffprobeCountsEveryPacketOfEveryTrack() throws Exception {
        ExternalProgram.assumeInstalled("ffprobe");
        ExternalProgram probe = ExternalProgram.run(List.of(
                "ffprobe",
                "-v",
                "quiet",
                "-count_packets",
                "-show_entries",
                "stream=codec_type,nb_read_packets",
                "-of",
                "csv",
                url("demo/manifest.mpd")));
        assertThat(probe.output().lines().filter(line -> line.startsWith("stream,")))
                .contains("stream,audio,540")
                .filteredOn(line -> line.startsWith("stream,video"))
                .hasSizeGreaterThanOrEqualTo(5)
                .containsOnly("stream,video,288");
    }

    private String url(String path) {
        return server.uri("/" + path).toString();
    }

    /** The frames of a file of the demo, by their hashes; decoded once. */
    private static List<String> file(String name) throws Exception {
        List<String> hashes = FILES.get(name);
        if (hashes == null) {
            hashes = hashes(frames(DEMO.resolve(name + ".mp4").toString()), 0);
            FILES.put(name, hashes);
        }
        return hashes;
    }

    /** Lines of framemd5. The words after the last option of the input are those of the output. */
    private static List<String> frames(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
        int input = words[0].startsWith("-") ? 1 : 0;
        command.addAll(Arrays.asList(words).subList(0, input));
        command.addAll(List.of("-i", words[input]));
        command.addAll(Arrays.asList(words).subList(input + 1, words.length));
        command.addAll(List.of("-fps_mode", "passthrough", "-f", "framemd5", "-"));
        ExternalProgram ffmpeg = ExternalProgram.run(command);
        assertThat(ffmpeg.status()).as(ffmpeg.output()).isZero();
        return ffmpeg.output().lines().toList();
    }

    /** Of one stream of framemd5's output: {@code 0, 12, 12, 1, 86400, 2d84ebfa…}. */
    private static List<String> hashes(List<String> lines, int stream) {
        return lines.stream()
                .filter(line -> line.startsWith(stream + ","))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }
}
