package labwire.smtp.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import labwire.smtp.client.ClientEngines;
import labwire.smtp.client.ClientTimeouts;
import labwire.smtp.client.TlsPolicy;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.dns.MailDns;
import labwire.smtp.dns.MailHost;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.queue.DurableQueue;
import labwire.smtp.queue.QueueLimits;
import labwire.smtp.queue.QueuedMessage;
import labwire.smtp.reply.SmtpReply;
import labwire.tls.OpportunisticTls;

/** A relay on real sockets of this machine, with names, a clock and a disk of its own. */
final class RelayUnderTest implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    /** One retry within a test; nothing else happens by itself. */
    static final RetrySchedule SOON_THEN_NEVER = new RetrySchedule(
            List.of(Duration.ofMillis(20), Duration.ofDays(1)), Duration.ofDays(5), Duration.ofHours(4));

    final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    final ExecutorService blocking = Executors.newFixedThreadPool(2);
    final SimulatedDisk disk = new SimulatedDisk();
    final Names dns = new Names();
    final BlockingQueue<MailEvent> events = new LinkedBlockingQueue<>();
    final Reports reports = new Reports();
    final DurableQueue queue;
    volatile Duration later = Duration.ZERO;

    private final AtomicInteger ids = new AtomicInteger();
    private Optional<Relay> relay = Optional.empty();

    RelayUnderTest() throws IOException {
        queue = DurableQueue.open(disk, blocking, QueueLimits.DEFAULTS, events::add);
    }

    static RelaySettings settings(int port) {
        return RelaySettings.DEFAULTS
                .withHostName("relay.lab")
                .withPort(port)
                .withTls(TlsPolicy.NONE)
                .withSchedule(SOON_THEN_NEVER)
                .withTimeouts(ClientTimeouts.DEFAULTS.atMost(Duration.ofSeconds(5)));
    }

    /** The clock runs, so that timers and times agree, and may be set on. */
    InstantSource clock() {
        long start = System.nanoTime();
        return () -> NOON.plusNanos(System.nanoTime() - start).plus(later);
    }

    void start(RelaySettings settings) {
        start(
                settings,
                new ClientEngines(
                        Optional.empty(), Optional.of(new OpportunisticTls(new SecureRandom())), Runnable::run));
    }

    void start(RelaySettings settings, ClientEngines tls) {
        relay = Optional.of(Relay.start(
                settings,
                new RelayGround(
                        new Bootstrap().group(loops).channel(NioSocketChannel.class),
                        queue,
                        dns,
                        reports,
                        tls,
                        clock(),
                        new SplittableRandom(1),
                        new SecureRandom(),
                        blocking,
                        events::add)));
    }

    Relay relay() {
        return relay.orElseThrow();
    }

    String add(Envelope envelope, String text) throws IOException {
        return add(envelope, text.getBytes(StandardCharsets.UTF_8));
    }

    String add(Envelope envelope, byte[] text) throws IOException {
        String id = String.format("m%05d", ids.incrementAndGet());
        queue.add(
                new QueuedMessage(id, "session-" + id, NOON, envelope, text.length),
                () -> new ByteArrayInputStream(text));
        queue.sync();
        return id;
    }

    /** The next event of this kind, others passed over. */
    <E extends MailEvent> E await(Class<E> kind) throws InterruptedException {
        while (true) {
            MailEvent event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + kind.getSimpleName() + " within 20 s");
            }
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }

    /** The next event that says what became of a try. */
    MailEvent awaitOutcome() throws InterruptedException {
        MailEvent event = await(MailEvent.class);
        while (!(event instanceof MailEvent.Relayed
                || event instanceof MailEvent.Deferred
                || event instanceof MailEvent.Failed)) {
            event = await(MailEvent.class);
        }
        return event;
    }

    String awaitReport() throws InterruptedException {
        String report = reports.texts.poll(20, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("no report within 20 s");
        }
        return report;
    }

    @Override
    public void close() throws IOException {
        if (relay.isPresent() && !relay.get().stop().awaitUninterruptibly(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the relay did not stop within 20 s");
        }
        queue.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(20, TimeUnit.SECONDS);
        blocking.shutdown();
    }

    /** Names that lead to this machine. */
    static final class Names implements MailDns {

        final TreeMap<String, List<MailHost>> exchanges = new TreeMap<>();
        final TreeMap<String, List<InetAddress>> addresses = new TreeMap<>();
        volatile boolean answers = true;

        void host(String name) throws IOException {
            host(name, 1);
        }

        /** @param last of the four octets of a loopback address */
        void host(String name, int last) throws IOException {
            addresses.put(name, List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last})));
        }

        void exchange(String domain, MailHost... hosts) {
            exchanges.put(domain, List.of(hosts));
        }

        @Override
        public Future<List<MailHost>> exchanges(String domain, EventExecutor executor) {
            return answers
                    ? executor.newSucceededFuture(exchanges.getOrDefault(domain, List.of()))
                    : executor.newFailedFuture(new IOException("SERVFAIL"));
        }

        @Override
        public Future<List<InetAddress>> addresses(String name, EventExecutor executor) {
            return executor.newSucceededFuture(addresses.getOrDefault(name, List.of()));
        }
    }

    /** Takes the relay's reports. */
    static final class Reports implements DeliveryTarget {

        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<String> recipients = new LinkedBlockingQueue<>();

        @Override
        public Delivery start(
                labwire.smtp.delivery.Provenance provenance,
                Optional<MailAddress> sender,
                labwire.smtp.envelope.SenderOptions options,
                Runnable ready) {
            if (sender.isPresent()) {
                throw new IllegalStateException("a report from " + sender.get() + " (expected: the null sender)");
            }
            return new Delivery() {
                private final StringBuilder text = new StringBuilder();

                @Override
                public Optional<SmtpReply> addRecipient(Recipient recipient) {
                    recipients.add(recipient.toString());
                    return Optional.empty();
                }

                @Override
                public void body(ByteBuf octets) {
                    text.append(octets.toString(StandardCharsets.UTF_8));
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void commit(Promise<String> receipt) {
                    texts.add(text.toString());
                    receipt.setSuccess("report");
                }

                @Override
                public void abort() {
                    text.setLength(0);
                }
            };
        }
    }
}
