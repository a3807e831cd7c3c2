package labwire.gateway.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a real client; a test whose program is missing is skipped with a line that names it. */
final class ExternalProgram {
    private static final int PATIENCE_SECONDS = 60;

    private ExternalProgram() {}

    static void assumePresent(String program) {
        boolean present = List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(present, program + " is not installed");
    }

    /** Runs a program with this text as its input; its output and errors together. */
    static LabProcess.Outcome run(String input, String... command) throws IOException, InterruptedException {
        assumePresent(command[0]);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + ": no end after " + PATIENCE_SECONDS + " s:\n" + output);
        }
        return new LabProcess.Outcome(process.exitValue(), output);
    }
}
