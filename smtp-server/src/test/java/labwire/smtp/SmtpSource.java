package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Postfix's load generator. */
final class SmtpSource {

    private static final Path PROGRAM = Path.of("/usr/sbin/smtp-source");
    private static final int TIMEOUT_SECONDS = 120;

    private SmtpSource() {}

    static void assumeInstalled() {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "smtp-source is not installed");
    }

    /** Sends so many messages of 2 KB over 20 reused sessions. @return how many a second */
    static double messagesASecond(int port, int messages) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process source = new ProcessBuilder(List.of(
                        PROGRAM.toString(),
                        "-s",
                        "20",
                        "-m",
                        String.valueOf(messages),
                        "-l",
                        "2048",
                        "-d",
                        "-f",
                        "alice@example.com",
                        "-t",
                        "bob@example.com",
                        "127.0.0.1:" + port))
                .redirectErrorStream(true)
                .start();
        String said = new String(source.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(source.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(source.exitValue()).as(said).isZero();
        return messages / ((System.nanoTime() - start) / 1e9);
    }
}
