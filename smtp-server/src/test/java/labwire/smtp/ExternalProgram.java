package labwire.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs a program of the machine, or skips the test with a line that says which one is missing. */
final class ExternalProgram {

    private ExternalProgram() {}

    record Outcome(int exitStatus, String output) {}

    static void assumeInstalled(String name) {
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        Assumptions.assumeTrue(found, name + " is not installed");
    }

    /** @param input given to the program at once */
    static Outcome run(String input, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("labwire", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        Files.delete(output);
        return new Outcome(process.isAlive() ? -1 : process.exitValue(), text);
    }
}
