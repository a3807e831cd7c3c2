package labwire.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.SessionIds;
import labwire.smtp.session.SessionProfile;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.TlsMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The dialogue alone, without a store: how many messages a second, beside Postfix's smtp-sink, and what a session weighs. */
@Tag("bench")
class AcceptRateTest {

    private static final int MESSAGES = 20_000;
    private static final int WARM_UPS = 3;
    private static final int IDLE_SESSIONS = 5_000;
    private static final Path SOURCE = Path.of("/usr/sbin/smtp-source");
    private static final Path SINK = Path.of("/usr/sbin/smtp-sink");

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final SessionRegister register = new SessionRegister(10_000);
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private int port;

    @BeforeEach
    void listen() {
        SmtpServices services = SmtpServices.of(
                manner -> {
                    throw new AssertionError("no TLS here");
                },
                Runnable::run,
                InstantSource.system(),
                new SessionIds(new SplittableRandom(1)));
        SmtpServerInitializer initializer = new SmtpServerInitializer(
                SessionProfile.of("mail.lab", TlsMode.STARTTLS, SmtpLimits.DEFAULTS),
                ProxyPeers.NONE,
                services,
                new Counter(),
                register);
        Channel listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1_000)
                .childHandler(initializer)
                .bind(new InetSocketAddress(loopback, 0))
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Takes everything and keeps nothing. */
    private static final class Counter implements DeliveryTarget {
        private final AtomicLong ids = new AtomicLong();

        @Override
        public Delivery start(
                Provenance provenance, Optional<MailAddress> sender, SenderOptions options, Runnable ready) {
            return new Delivery() {
                @Override
                public Optional<SmtpReply> addRecipient(Recipient recipient) {
                    return Optional.empty();
                }

                @Override
                public void body(ByteBuf octets) {}

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void commit(Promise<String> receipt) {
                    receipt.setSuccess(Long.toString(ids.incrementAndGet()));
                }

                @Override
                public void abort() {}
            };
        }
    }

    @Test
    void acceptsASecondBesideSmtpSink() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(SOURCE), "smtp-source is not installed");
        for (int i = 0; i < WARM_UPS; i++) {
            acceptsASecond(port);
        }
        int sinkPort = freePort();
        Process sink = new ProcessBuilder(SINK.toString(), "-u", "nobody", "127.0.0.1:" + sinkPort, "1000")
                .redirectErrorStream(true)
                .start();
        try {
            acceptsASecond(sinkPort);
            double ours = acceptsASecond(port);
            double theirs = acceptsASecond(sinkPort);
            System.out.printf(Locale.ROOT, "accepts a second: %,.0f; smtp-sink %,.0f%n", ours, theirs);
            assertThat(ours).isPositive();
        } finally {
            sink.destroyForcibly().waitFor();
        }
    }

    private int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
            return free.getLocalPort();
        }
    }

    private static double acceptsASecond(int port) throws Exception {
        long start = System.nanoTime();
        Process source = new ProcessBuilder(
                        SOURCE.toString(),
                        "-s",
                        "20",
                        "-m",
                        Integer.toString(MESSAGES),
                        "-l",
                        "2048",
                        "-d",
                        "127.0.0.1:" + port)
                .inheritIO()
                .start();
        assertThat(source.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(source.exitValue()).isZero();
        return MESSAGES / ((System.nanoTime() - start) / 1e9);
    }

    @Test
    void idleSessionsWeighLittle() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try {
            connect(clients, 100);
            long before = usedHeap();
            connect(clients, IDLE_SESSIONS);
            long used = usedHeap() - before;
            System.out.printf(Locale.ROOT, "%,d idle sessions: %,d KB of heap%n", IDLE_SESSIONS, used / 1024);
            assertThat(used).isLessThan(150L * 1024 * 1024);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private void connect(List<Socket> clients, int number) throws IOException {
        byte[] answers = new byte[2_048];
        for (int i = 0; i < number; i++) {
            Socket client = new Socket(loopback, port);
            clients.add(client);
            client.getInputStream().read(answers);
            client.getOutputStream()
                    .write("EHLO pc1.lab\r\nMAIL FROM:<a@example.com>\r\n".getBytes(StandardCharsets.US_ASCII));
            int heard = client.getInputStream().read(answers);
            assertThat(heard).isPositive();
        }
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
