package labwire.dash.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests a second beside nginx's, one worker each, in turns, over loopback: {@code wrk -t1 -c32}. Both read the same
 * files, keep them open, and log nothing. nginx sends files by sendfile, once as it comes and once with {@code tcp_nopush};
 * the better of the two is what we are held against. The median of the rounds counts.
 */
@Tag("bench")
final class VideoServerBenchmarkTest {
    private static final List<Integer> SIZES_KB = List.of(10, 64, 512, 2048);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 3);
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

    @TempDir
    Path folder;

    @Test
    void servesSegmentsBesideNginx() throws Exception {
        ExternalProgram.assumeInstalled("nginx");
        ExternalProgram.assumeInstalled("wrk");
        Path files = Files.createDirectories(folder.resolve("html/files"));
        for (int size : SIZES_KB) {
            FakeOrigin.patterned(files.resolve(size + "k.m4s"), size << 10);
        }
        int plainPort = freePort();
        int nopushPort = freePort();
        Process nginx = startNginx(plainPort, nopushPort);
        Process ours = startOurs(files);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(ours.getInputStream(), StandardCharsets.UTF_8))) {
            int ourPort = awaitPortOf(lines);
            awaitPort(plainPort);
            System.out.println(
                    "requests/s, medians of " + ROUNDS + "; nginx, with tcp_nopush, ours, ratio to the better");
            for (int size : SIZES_KB) {
                compare(size, plainPort, nopushPort, ourPort);
            }
        } finally {
            nginx.destroy();
            ours.destroy();
            assertThat(nginx.waitFor() + ours.waitFor()).isNotNegative();
        }
    }

    private static int awaitPortOf(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("port ")) {
            line = lines.readLine(); // A library's greeting, or a log's.
        }
        assertThat(line).as("the server's output").isNotNull();
        return Integer.parseInt(line.split(" ")[1]);
    }

    private static void compare(int size, int plainPort, int nopushPort, int ourPort)
            throws IOException, InterruptedException {
        List<Double> plain = new ArrayList<>();
        List<Double> nopush = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        wrk(ourPort, size, 2 * SECONDS); // The JIT compiler's.
        for (int round = 0; round < ROUNDS; round++) {
            plain.add(wrk(plainPort, size, SECONDS));
            nopush.add(wrk(nopushPort, size, SECONDS));
            ours.add(wrk(ourPort, size, SECONDS));
        }
        double ratio = median(ours) / Math.max(median(plain), median(nopush));
        System.out.printf(
                Locale.ROOT,
                "%4d KB %9.0f %9.0f %9.0f %6.2f   %s %s %s%n",
                size,
                median(plain),
                median(nopush),
                median(ours),
                ratio,
                plain,
                nopush,
                ours);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static double wrk(int port, int size, int seconds) throws IOException, InterruptedException {
        ExternalProgram run = ExternalProgram.run(List.of(
                "wrk", "-t1", "-c32", "-d" + seconds + "s", "http://127.0.0.1:" + port + "/files/" + size + "k.m4s"));
        assertThat(run.output()).doesNotContain("Non-2xx").doesNotContain("Socket errors");
        Matcher rate = RATE.matcher(run.output());
        assertThat(rate.find()).as(run.output()).isTrue();
        return Double.parseDouble(rate.group(1));
    }

    private Process startNginx(int plainPort, int nopushPort) throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
                worker_processes 1;
                daemon off;
                pid nginx.pid;
                error_log stderr crit;
                %s
                events { worker_connections 1024; }
                http {
                  access_log off;
                  sendfile on;
                  keepalive_requests 1000000000;
                  open_file_cache max=1000 inactive=60s;
                  open_file_cache_valid 60s;
                  types { video/mp4 m4s; }
                  server { listen 127.0.0.1:%d; root html; }
                  server { listen 127.0.0.1:%d; root html; tcp_nopush on; }
                }
                """.formatted(
                        System.getProperty("user.name").equals("root") ? "user root;" : "", plainPort, nopushPort));
        return new ProcessBuilder("/usr/sbin/nginx", "-p", folder + "/", "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
    }

    private static Process startOurs(Path files) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx512m",
                "-XX:+UseParallelGC"));
        command.addAll(List.of(System.getProperty("bench.jvm", "-Dx=y").split(" ")));
        command.addAll(List.of(FolderOrigin.class.getName(), files.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, TestVideoServer.loopback())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) {
        Awaitility.await().ignoreException(IOException.class).until(() -> {
            try (Socket socket = new Socket(TestVideoServer.loopback(), port)) {
                return socket.isConnected();
            }
        });
    }
}
