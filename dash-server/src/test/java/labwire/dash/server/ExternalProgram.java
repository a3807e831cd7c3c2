package labwire.dash.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine, run to its end. */
record ExternalProgram(int status, String output) {
    private static final long MAX_SECONDS = 60;

    /** Skips the test if there is no such program. */
    static void assumeInstalled(String name) {
        boolean installed = Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        assumeTrue(installed, name + " is not installed");
    }

    static ExternalProgram run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("labwire", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(new File("/dev/null"))
                    .start();
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new ExternalProgram(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
