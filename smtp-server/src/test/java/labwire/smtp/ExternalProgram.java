package labwire.smtp;

import java.io.IOException;
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

    /** Runs it to its end, with nothing to read. */
    static Outcome run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1, output);
    }

    /**
     * Runs it in a folder that is its home too, with this to read, for some seconds at most, after which the exit status is
     * -1. Skips the test if it is not installed.
     */
    static Outcome run(Path home, String input, int seconds, List<String> command)
            throws IOException, InterruptedException {
        assumeInstalled(command.get(0));
        Path typed = Files.writeString(home.resolve("typed"), input);
        Path shown = home.resolve("shown");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(typed.toFile())
                .redirectOutput(shown.toFile());
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String output = Files.readString(shown, StandardCharsets.ISO_8859_1);
        return new Outcome(ended ? process.exitValue() : -1, output);
    }
}
