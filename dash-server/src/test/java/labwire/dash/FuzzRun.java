package labwire.dash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Jazzer in a JVM of its own, for the {@code soak} profile: one JVM fuzzes one target only, and wants its own agent.
 *
 * <p>The target has {@code public static void fuzzerTestOneInput(byte[])}, and a {@code @FuzzTest} that replays what was
 * found.
 */
public final class FuzzRun {
    private FuzzRun() {}

    /**
     * Fuzzes.
     *
     * @param seeds folder of the committed corpus, which is not written to
     * @param work folder for the inputs that find new ways, and for those that break it
     * @return how it ended, for people; the last lines that Jazzer wrote
     * @throws AssertionError if an input breaks the target
     */
    public static String run(Class<?> target, Path seeds, Path work, Duration duration)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(work.resolve("corpus"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=labwire.dash.**",
                        "-max_total_time=" + duration.toSeconds(),
                        "-timeout=10",
                        "-artifact_prefix=" + work + "/",
                        corpus.toString(),
                        seeds.toString()))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exit = process.waitFor();
        String end = output.substring(Math.max(0, output.length() - 4000));
        if (exit != 0) {
            throw new AssertionError(target.getSimpleName() + ": Jazzer ended with " + exit + ":\n" + end);
        }
        return end;
    }
}
