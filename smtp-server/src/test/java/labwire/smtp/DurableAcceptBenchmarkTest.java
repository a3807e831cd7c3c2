package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Durable accepts a second, 2 KB messages over 20 reused sessions, of this server and of Postfix on the same disk, round
 * by round in turn, driven by Postfix's own {@code smtp-source}.
 */
@Tag("bench")
class DurableAcceptBenchmarkTest {

    private static final Path SMTP_SOURCE = Path.of("/usr/sbin/smtp-source");
    private static final int SESSIONS = 20;
    private static final int MESSAGES = 6_000;
    private static final int ROUNDS = 5;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    @Test
    void durableAcceptsASecondAgainstPostfix() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(SMTP_SOURCE), "smtp-source is not installed");
        Optional<String> missing = PostfixInstance.missing();
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        try (PostfixInstance postfix = PostfixInstance.start(folder);
                TestMailServer server = new TestMailServer(folder)) {
            int port = server.address().getPort();
            drive(port); // The virtual machine warms up.
            drive(port);
            drive(postfix.port());
            awaitFiled(server);
            List<Double> ours = new ArrayList<>();
            List<Double> sustained = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                theirs.add(MESSAGES / drive(postfix.port()));
                long start = System.nanoTime();
                ours.add(MESSAGES / drive(port));
                awaitFiled(server);
                sustained.add(MESSAGES / ((System.nanoTime() - start) / 1e9));
            }
            double ratio = median(ours) / median(theirs);
            System.out.printf(
                    Locale.ROOT,
                    "durable accepts a second, medians of %d rounds: %,.0f (%,.0f until in the Maildirs too), Postfix"
                            + " %,.0f: %.1f times%n",
                    ROUNDS,
                    median(ours),
                    median(sustained),
                    median(theirs),
                    ratio);
            assertThat(server.store().list(Integer.MAX_VALUE)).hasSize((ROUNDS + 2) * MESSAGES);
            assertThat(ratio).as("accepts against Postfix's").isGreaterThan(3);
        }
    }

    /** @return the seconds that it took */
    private static double drive(int port) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process source = new ProcessBuilder(
                        SMTP_SOURCE.toString(),
                        "-s",
                        String.valueOf(SESSIONS),
                        "-m",
                        String.valueOf(MESSAGES),
                        "-l",
                        "2048",
                        "-d",
                        "-f",
                        "alice@example.com",
                        "-t",
                        "bob@example.com",
                        "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .start();
        String said = new String(source.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(source.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(source.exitValue()).as(said).isZero();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void awaitFiled(TestMailServer server) {
        while (server.store().backlog() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
