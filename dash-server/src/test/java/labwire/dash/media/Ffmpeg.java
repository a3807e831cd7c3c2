package labwire.dash.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** ffmpeg and ffprobe, as tests use them; tests that need what is not installed skip. */
public final class Ffmpeg {
    private static final String ENCODERS = encoders();

    private Ffmpeg() {}

    private static String encoders() {
        try {
            return run(List.of("ffmpeg", "-v", "error", "-encoders"));
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    /** Skips the test unless ffmpeg is there, and has these encoders. */
    public static void assume(String... encoders) {
        Assumptions.assumeTrue(!ENCODERS.isEmpty(), "ffmpeg is not installed");
        for (String encoder : encoders) {
            Assumptions.assumeTrue(ENCODERS.contains(" " + encoder + " "), "ffmpeg has no encoder " + encoder);
        }
    }

    /** Encodes: arguments before the output file. */
    public static Path make(Path output, String arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-fflags", "+bitexact", "-map_metadata", "-1", output.toString()));
        run(command);
        return output;
    }

    /** The SHA-256 of each frame of one stream, in order of presentation: {@code v:0}, {@code a:0}. */
    public static List<String> frameHashes(Path file, String stream) {
        String text = run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                file.toString(),
                "-map",
                "0:" + stream,
                "-fps_mode",
                "passthrough",
                "-f",
                "framehash",
                "-hash",
                "sha256",
                "-"));
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }

    /** Of one stream: {@code pts_time} of each packet. */
    public static List<String> packetTimes(Path file, String stream) {
        return run(List.of(
                        "ffprobe",
                        "-v",
                        "error",
                        "-select_streams",
                        stream,
                        "-show_entries",
                        "packet=pts_time",
                        "-of",
                        "csv=p=0:nk=1",
                        file.toString()))
                .lines()
                .map(line -> line.replace(",", ""))
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** What a command writes; it must end well and say nothing of errors. */
    public static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
