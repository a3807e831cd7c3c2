package labwire.dash.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Makes files to ingest; a test that needs one is skipped where ffmpeg is missing. */
public final class Ffmpeg {
    private Ffmpeg() {}

    /** Runs ffmpeg, with the output file last. */
    public static Path make(Path file, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(options));
        command.add(file.toString());
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("ffmpeg is not installed");
            return file;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            // Built without an encoder that is wanted, say.
            Assumptions.assumeFalse(said.contains("Unknown encoder"), said);
            throw new IOException(command + ": " + said);
        }
        return Files.exists(file) ? file : file.resolveSibling("missing");
    }

    /** A plain MP4 of H.264 at 25 pictures a second with B-frames, and of AAC. */
    public static Path plain(Path file, int height, double seconds, int keyFrameInterval)
            throws IOException, InterruptedException {
        return make(
                file,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=" + height * 16 / 9 / 2 * 2 + "x" + height + ":rate=25:duration=" + seconds,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=500:sample_rate=48000:duration=" + seconds,
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-bf",
                "2",
                "-g",
                "" + keyFrameInterval,
                "-keyint_min",
                "" + keyFrameInterval,
                "-sc_threshold",
                "0",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-b:a",
                "64k",
                "-metadata:s:a:0",
                "language=deu");
    }
}
