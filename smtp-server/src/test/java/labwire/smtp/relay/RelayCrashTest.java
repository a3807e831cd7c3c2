package labwire.smtp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import labwire.smtp.client.ClientEngines;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.dns.MailHost;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.queue.DurableQueue;
import labwire.smtp.queue.QueueLimits;
import labwire.smtp.queue.QueuedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The power fails while a relay is at work, at one operation of the disk after the other; then a new relay takes up the
 * same disk. Each message that was synced into the queue must reach the server; twice only where its delivery was not yet
 * synced when the power failed.
 */
class RelayCrashTest {

    private static final int MESSAGES = 12;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(20, TimeUnit.SECONDS);
    }

    @Test
    void noQueuedMessageIsLostAndNoneIsDoubledWhoseDeliveryWasSynced() throws Exception {
        for (int cut = 0; cut < 30; cut++) {
            crashAfter(cut);
        }
    }

    private void crashAfter(int operations) throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        ExecutorService firstLife = Executors.newFixedThreadPool(2);
        ExecutorService secondLife = Executors.newFixedThreadPool(2);
        try (FakeMailServer server = new FakeMailServer(loops, "PIPELINING", line -> "")) {
            DurableQueue queue = DurableQueue.open(disk, firstLife, QueueLimits.DEFAULTS, MailObserver.NONE);
            for (int i = 0; i < MESSAGES; i++) {
                byte[] text = text(i);
                queue.add(
                        new QueuedMessage(
                                id(i), "s", RelayUnderTest.NOON, Envelope.of("a@lab", "b@example.com"), text.length),
                        () -> new ByteArrayInputStream(text));
            }
            queue.sync();
            disk.cutPowerAfter(operations);
            ConcurrentSkipListSet<String> synced = new ConcurrentSkipListSet<>();
            Relay before = relay(server, queue, firstLife, event -> {
                if (event instanceof MailEvent.Relayed relayed) {
                    var unused = queue.settled(loops.next()).addListener(safe -> synced.add(relayed.messageId()));
                }
            });
            awaitPowerCutOrEnd(queue, firstLife);
            var unused = before.stop();
            firstLife.shutdown(); // Nothing of it touches the disk any more.
            assertThat(firstLife.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            loops.submit(() -> {}).get(20, TimeUnit.SECONDS);
            TreeSet<String> certain = new TreeSet<>(synced);
            disk.crash(new SplittableRandom(operations));

            CountDownLatch left = new CountDownLatch(1);
            DurableQueue again = DurableQueue.open(disk, secondLife, QueueLimits.DEFAULTS, MailObserver.NONE);
            Relay after = relay(server, again, secondLife, event -> {
                if (again.size() == 0) {
                    left.countDown();
                }
            });
            assertThat(again.size() == 0 || left.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(after.stop().await(20, TimeUnit.SECONDS)).isTrue();
            again.close();
            secondLife.shutdown();
            Map<String, Long> taken = server.messages.stream()
                    .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()));
            assertThat(taken).as("power cut after %s", operations).hasSize(MESSAGES);
            for (int i = 0; i < MESSAGES; i++) {
                if (certain.contains(id(i))) {
                    assertThat(taken.get(new String(text(i), StandardCharsets.US_ASCII)))
                            .as("message %s, power cut after %s", i, operations)
                            .isEqualTo(1);
                }
            }
        }
    }

    /** The first relay works until its disk is gone, or all is done. */
    private static void awaitPowerCutOrEnd(DurableQueue queue, ExecutorService work) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!queue.isBehind() && queue.size() > 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            work.submit(() -> {}).get(20, TimeUnit.SECONDS);
        }
    }

    private Relay relay(FakeMailServer server, DurableQueue queue, ExecutorService blocking, MailObserver observer)
            throws IOException {
        RelayUnderTest.Names dns = new RelayUnderTest.Names();
        dns.exchange("example.com", new MailHost(10, "mx.example.com"));
        dns.host("mx.example.com");
        RelaySettings settings = RelayUnderTest.settings(server.port())
                .withSchedule(
                        new RetrySchedule(List.of(Duration.ofMillis(50)), Duration.ofDays(5), Duration.ofHours(4)));
        return Relay.start(
                settings,
                new RelayGround(
                        new Bootstrap().group(loops).channel(NioSocketChannel.class),
                        queue,
                        dns,
                        new RelayUnderTest.Reports(),
                        new ClientEngines(Optional.empty(), Optional.empty(), Runnable::run),
                        InstantSource.fixed(RelayUnderTest.NOON),
                        new SplittableRandom(1),
                        new SecureRandom(),
                        blocking,
                        observer));
    }

    private static String id(int number) {
        return "m" + (10 + number);
    }

    private static byte[] text(int number) {
        return ("Subject: " + number + "\r\n\r\n" + "x".repeat(number * 50) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
