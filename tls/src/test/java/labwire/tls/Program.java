package labwire.tls;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the workstation, run to its end. */
record Program(int status, String output) {
    private static final long MAX_SECONDS = 30;

    /** Skips the test if there is no such program. */
    static void assumeInstalled(String name) {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        assumeTrue(installed, name + " is not installed");
    }

    static Program run(String input, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("labwire", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // A program that has refused the server reads no more.
            }
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new Program(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
