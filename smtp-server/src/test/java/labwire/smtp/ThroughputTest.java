package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many 2 KB messages a second are accepted durably from 20 sessions, client and server in one process. */
@Tag("bench")
class ThroughputTest {

    private static final int SESSIONS = 20;
    private static final int MESSAGES_PER_SESSION = 1_000;

    @TempDir
    Path folder;

    @Test
    void durableAcceptsASecond() throws Exception {
        try (TestMailServer server = new TestMailServer(folder)) {
            deliver(server, 100);
            long start = System.nanoTime();
            deliver(server, MESSAGES_PER_SESSION);
            double seconds = (System.nanoTime() - start) / 1e9;
            int accepted = SESSIONS * MESSAGES_PER_SESSION;
            System.out.printf(Locale.ROOT, "%,.0f durable accepts a second%n", accepted / seconds);
            assertThat(server.store().list(Integer.MAX_VALUE)).hasSize(accepted + SESSIONS * 100);
        }
    }

    private static void deliver(TestMailServer server, int messages) throws InterruptedException {
        List<Thread> sessions = IntStream.range(0, SESSIONS)
                .mapToObj(i -> new Thread(() -> session(server, i, messages)))
                .toList();
        sessions.forEach(Thread::start);
        for (Thread session : sessions) {
            session.join();
        }
    }

    private static void session(TestMailServer server, int number, int messages) {
        String text = "Subject: bench\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(28) + ".";
        try (SmtpTestClient client = new SmtpTestClient(server.address())) {
            client.expect("220 ").say("HELO pc1.lab").expect("250 ");
            for (int i = 0; i < messages; i++) {
                client.say("MAIL FROM:<a@lab>\r\nRCPT TO:<box" + number + "@lab>\r\nDATA");
                client.expect("250 ").expect("250 ").expect("354 ");
                client.say(text).expect("250 ");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
