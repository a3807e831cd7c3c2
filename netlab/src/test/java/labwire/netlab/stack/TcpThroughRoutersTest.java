package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static labwire.netlab.stack.StackLab.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.stack.StackLab.Row;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpThroughRoutersTest {
    private static final int PORT = 80;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final StackLab lab = new StackLab();
    private final Row row = lab.row();

    @AfterEach
    void close() {
        lab.close();
    }

    /** Sends what it is given, then ends its output; reads to the peer's end, then closes. */
    private static final class End implements TcpSocketListener {
        final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final ByteBuffer toSend;
        private final ByteBuffer buffer = ByteBuffer.allocate(16_384);
        private @Nullable TcpSocket socket;
        boolean over;

        @Nullable
        TcpFailure failure;

        End(byte[] toSend) {
            this.toSend = ByteBuffer.wrap(toSend);
        }

        End on(TcpSocket its) {
            socket = its;
            return this;
        }

        private TcpSocket socket() {
            if (socket == null) {
                throw new IllegalStateException("no socket yet (expected: on() first)");
            }
            return socket;
        }

        @Override
        public void connected() {
            writable();
        }

        @Override
        public void writable() {
            if (toSend.hasRemaining()) {
                socket().write(toSend);
                if (!toSend.hasRemaining()) {
                    socket().shutdownOutput();
                }
            }
        }

        @Override
        public void readable() {
            while (socket().readableBytes() > 0) {
                buffer.clear();
                socket().read(buffer);
                received.write(buffer.array(), 0, buffer.position());
            }
        }

        @Override
        public void inputFinished() {
            readable();
            socket().close();
        }

        @Override
        public void closed(@Nullable TcpFailure reason) {
            over = true;
            failure = reason;
        }
    }

    private static byte[] random(int length, long seed) {
        byte[] data = new byte[length];
        new SplittableRandom(seed).nextBytes(data);
        return data;
    }

    private End serve(IpStack on) {
        End server = new End(new byte[0]);
        on.tcp().listen(Ipv4Address.ANY, PORT, 16, TcpSettings.DEFAULT, server::on);
        return server;
    }

    private End connect(IpStack from, String destination, byte[] data) {
        End client = new End(data);
        client.on(from.tcp().connect(Ipv4Address.ANY, 0, ip(destination), PORT, TcpSettings.DEFAULT, client));
        return client;
    }

    private void expectTransfer(IpStack from, IpStack to, String destination, int length) {
        byte[] data = random(length, length);
        End server = serve(to);
        End client = connect(from, destination, data);
        assertThat(lab.time.runUntil(() -> server.received.size() >= length || client.over, LIMIT))
                .isTrue();

        assertThat(server.received.toByteArray()).isEqualTo(data);
        assertThat(client.failure).isNull();
    }

    @Test
    void aMegabyteArrivesEqual() {
        expectTransfer(row.a(), row.b(), "10.0.3.2", 1 << 20);
    }

    @Test
    void aMegabyteArrivesEqualOverALossyAndReorderingCable() {
        Cable cable = StackLab.portOf(row.r1().interfaces().get(1)).cable();
        assertThat(cable).isNotNull();
        cable.settings(LinkSettings.PLAIN.withDelay(1_000_000).withLoss(0.02).withReorder(0.05));

        expectTransfer(row.a(), row.b(), "10.0.3.2", 1 << 20);
    }

    @Test
    void aMegabyteArrivesEqualOnOneHost() {
        expectTransfer(row.a(), row.a(), "127.0.0.1", 1 << 20);
        assertThat(row.a().loopback().isUp()).isTrue();
    }

    @Test
    void theWayMayBeNarrowerThanTheFirstLinkSays() {
        row.r1().interfaces().get(1).mtu(700);

        expectTransfer(row.a(), row.b(), "10.0.3.2", 1 << 20);
        assertThat(row.r1().counters().get(IpCounter.FRAGMENTATION_NEEDED)).isPositive();
        assertThat(row.r1().counters().get(IpCounter.FRAGMENTED)).isZero();
    }

    @Test
    void aCutCableInMidTransferLosesNothingWhileThereIsAnotherWay() {
        Cable direct = lab.join(row.r1(), "10.9.0.1/30", row.r2(), "10.9.0.2/30");
        row.r1().routes().add(new Route(prefix("10.0.3.0/25"), ip("10.9.0.2"), null, 1, 0, RouteOrigin.STATIC));
        direct.settings(LinkSettings.PLAIN.withRate(100_000_000));
        byte[] data = random(1 << 20, 1);
        End server = serve(row.b());
        End client = connect(row.a(), "10.0.3.2", data);
        assertThat(lab.time.runUntil(() -> server.received.size() > 300_000, LIMIT))
                .isTrue();

        direct.cut();
        assertThat(lab.time.runUntil(() -> server.received.size() >= data.length || client.over, LIMIT))
                .isTrue();
        assertThat(server.received.toByteArray()).isEqualTo(data);
    }

    @Test
    void aClosedPortRefuses() {
        End client = connect(row.a(), "10.0.3.2", new byte[1]);
        lab.time.runUntil(() -> client.over, LIMIT);

        assertThat(client.failure).isEqualTo(TcpFailure.REFUSED);
    }

    @Test
    void aSilentNeighbourEndsInUnreachable() {
        End client = connect(row.a(), "10.0.3.77", new byte[1]);
        lab.time.runUntil(() -> client.over, Duration.ofMinutes(20));

        assertThat(client.failure).isIn(TcpFailure.UNREACHABLE, TcpFailure.TIMED_OUT);
        assertThat(row.a().icmp().counters().errorsReceived()).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameFramesAtTheSameInstants() {
        assertThat(trace()).hasSizeGreaterThan(200).isEqualTo(trace());
    }

    private static List<String> trace() {
        try (StackLab other = new StackLab()) {
            Row net = other.row();
            List<String> frames = new ArrayList<>();
            StackLab.portOf(net.r1().interfaces().get(1))
                    .addTap((now, port, direction, frame) -> frames.add(now + " " + direction + " " + frame));
            Cable cable = StackLab.portOf(net.r1().interfaces().get(1)).cable();
            assertThat(cable).isNotNull();
            cable.settings(LinkSettings.PLAIN.withLoss(0.02).withReorder(0.05).withJitter(50_000));
            End server = new End(new byte[0]);
            net.b().tcp().listen(Ipv4Address.ANY, PORT, 16, TcpSettings.DEFAULT, server::on);
            End client = new End(random(300_000, 3));
            client.on(net.a().tcp().connect(Ipv4Address.ANY, 0, ip("10.0.3.2"), PORT, TcpSettings.DEFAULT, client));
            other.time.runUntil(() -> server.over, LIMIT);
            return frames;
        }
    }
}
