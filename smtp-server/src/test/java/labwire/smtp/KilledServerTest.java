package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import labwire.smtp.disk.RealDisk;
import labwire.smtp.store.MailStore;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own is killed, as by kill -9, while clients deliver; what it acknowledged is there. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class KilledServerTest {

    private static final int CLIENTS = 6;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 60;

    /** Of a message that goes through the spool. */
    private static final int LARGE_LINES = 1_500;

    @TempDir
    Path folder;

    /** The other process. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            TestMailServer server = new TestMailServer(Path.of(arguments[0]));
            System.out.println(server.address().getPort());
        }
    }

    @RepeatedTest(5)
    void nothingAcknowledgedIsLostOrDoubled(RepetitionInfo repetition) throws Exception {
        killAndLook(repetition.getCurrentRepetition());
    }

    @RepeatedTest(100)
    @Tag("soak")
    void nothingAcknowledgedIsLostOrDoubledInAHundredKills(RepetitionInfo repetition) throws Exception {
        killAndLook(repetition.getCurrentRepetition());
    }

    private void killAndLook(int repetition) throws Exception {
        Map<String, String> acknowledged = deliverAndKill(ACKNOWLEDGED_BEFORE_THE_KILL + 7 * (repetition % 20));
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL);
        MailStore store = MailStore.open(RealDisk.at(folder.resolve("mail")), Runnable::run, InstantSource.system());
        assertThat(store.settle(ImmediateEventExecutor.INSTANCE).isSuccess()).isTrue();
        assertThat(store.backlog()).isZero();
        List<MailSummary> kept = store.list(100_000);
        assertThat(kept).extracting(MailSummary::id).doesNotHaveDuplicates().containsAll(acknowledged.keySet());
        for (var message : acknowledged.entrySet()) {
            String content = new String(store.content(message.getKey()).orElseThrow(), StandardCharsets.US_ASCII);
            assertThat(content).endsWith(message.getValue() + "\r\n");
        }
        for (String mailbox : List.of("b@lab", "c@lab")) {
            assertThat(store.mailboxes().list(mailbox))
                    .as("each message kept is a file, and no file is of another")
                    .hasSameSizeAs(kept);
        }
        assertThat(folder.resolve("mail/spool")).isEmptyDirectory();
        store.close();
    }

    private Map<String, String> deliverAndKill(int acknowledgedBefore) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ConcurrentSkipListMap<String, String> acknowledged = new ConcurrentSkipListMap<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int port = Integer.parseInt(out.readLine());
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
            CountDownLatch enough = new CountDownLatch(acknowledgedBefore);
            AtomicInteger count = new AtomicInteger();
            List<Thread> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> new Thread(() -> deliver(address, count, acknowledged, enough)))
                    .toList();
            clients.forEach(Thread::start);
            assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
            process.destroyForcibly();
            for (Thread client : clients) {
                client.join();
            }
        }
        return new TreeMap<>(acknowledged);
    }

    private static void deliver(
            InetSocketAddress address,
            AtomicInteger count,
            ConcurrentSkipListMap<String, String> acknowledged,
            CountDownLatch enough) {
        try (SmtpTestClient client = new SmtpTestClient(address)) {
            client.expect("220 ").say("HELO pc1.lab").expect("250 ");
            while (true) {
                int number = count.incrementAndGet();
                String text =
                        "message " + number + ("\r\n" + "x".repeat(70)).repeat(number % 10 == 0 ? LARGE_LINES : 0);
                client.say("MAIL FROM:<a@lab>").expect("250 ");
                client.say("RCPT TO:<b@lab>").expect("250 ");
                client.say("RCPT TO:<c@lab>").expect("250 ");
                client.say("DATA").expect("354 ");
                String prefix = "250 2.0.0 Ok, kept as ";
                String answer = client.say(text + "\r\n.").readReply();
                if (!answer.startsWith(prefix)) {
                    return;
                }
                acknowledged.put(answer.substring(prefix.length()), text);
                enough.countDown();
            }
        } catch (IOException | AssertionError e) {
            // The server was killed in mid-dialogue: what was to happen.
        }
    }
}
