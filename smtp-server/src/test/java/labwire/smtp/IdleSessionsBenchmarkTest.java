package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import labwire.smtp.session.TlsMode;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.ServerTls;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 5,000 sessions weigh that have begun a message and now say nothing. Their clients are in another process. */
@Tag("bench")
class IdleSessionsBenchmarkTest {

    private static final int SESSIONS = 5_000;
    /** Before the first look at the heap, so that what is made once does not count. */
    private static final int FIRST_SESSIONS = 100;

    private static final long MOST_BYTES = 150L << 20;

    @TempDir
    Path folder;

    @Test
    void inPlainText() throws Exception {
        long bytes = heapOf(TlsMode.NONE, "in plain text");
        assertThat(bytes).isBetween(1L, MOST_BYTES);
    }

    @Test
    void underTls() throws Exception {
        long bytes = heapOf(TlsMode.IMPLICIT, "under TLS");
        assertThat(bytes).isPositive();
    }

    private long heapOf(TlsMode mode, String how) throws Exception {
        LabCa ca = LabCa.create(KeyKind.P256, InstantSource.system(), new SecureRandom());
        ServerTls tls =
                ServerTls.of(ca.issue("localhost", List.of(InetAddress.getLoopbackAddress())), new SecureRandom());
        String caFile = mode == TlsMode.NONE
                ? "-"
                : Files.writeString(folder.resolve("ca.pem"), ca.certificatePem())
                        .toString();
        try (DiscardingServer server = new DiscardingServer(mode, tls::newEngine)) {
            Process clients = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            IdleClients.class.getName(),
                            String.valueOf(server.port()),
                            caFile))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader said = clients.inputReader(StandardCharsets.UTF_8)) {
                open(clients, said, FIRST_SESSIONS);
                long before = usedHeap();
                open(clients, said, SESSIONS);
                long bytes = usedHeap() - before;
                System.out.printf(
                        Locale.ROOT,
                        "%,d idle sessions %s: %,.1f MB of heap, %,.1f KB each%n",
                        SESSIONS,
                        how,
                        bytes / 1048576.0,
                        bytes / 1024.0 / SESSIONS);
                return bytes;
            } finally {
                clients.destroyForcibly().waitFor();
            }
        }
    }

    private static void open(Process clients, BufferedReader said, int number) throws IOException {
        clients.getOutputStream().write((number + "\n").getBytes(StandardCharsets.US_ASCII));
        clients.getOutputStream().flush();
        assertThat(said.readLine()).as("sessions open").isNotNull();
    }

    /** After collections, until they find nothing more. */
    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
