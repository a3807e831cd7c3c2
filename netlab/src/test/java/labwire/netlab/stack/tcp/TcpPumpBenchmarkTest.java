package labwire.netlab.stack.tcp;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fast one stream goes between two TCP layers that are joined directly: no links, no frames; of processor time. */
@Tag("bench")
class TcpPumpBenchmarkTest {
    private static final Ipv4Address HERE = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address THERE = Ipv4Address.parse("10.0.0.2");
    private static final long BYTES = 8L << 30;

    @ParameterizedTest
    @CsvSource({"1500,1048576", "1500,4194304", "1500,262144", "9000,1048576", "576,1048576"})
    void pump(int mtu, int buffer) {
        try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
            Wire there = new Wire(time, HERE, mtu);
            Wire back = new Wire(time, THERE, mtu);
            TcpLayer client = new TcpLayer(time.loop(), there, new SplittableRandom(1));
            TcpLayer server = new TcpLayer(time.loop(), back, new SplittableRandom(2));
            there.target = server;
            back.target = client;
            TcpSettings settings = TcpSettings.DEFAULT.withBuffers(buffer, buffer);
            Sink sink = new Sink();
            server.listen(Ipv4Address.ANY, 1, 1, settings, socket -> {
                sink.socket = socket;
                return sink;
            });
            Source source = new Source();
            source.socket = client.connect(Ipv4Address.ANY, 0, THERE, 1, settings, source);
            run(time, sink, BYTES / 8);
            long segmentsBefore = client.counters().get(TcpCounters.Event.SEGMENTS_SENT);
            long bytesBefore = sink.received;
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            run(time, sink, BYTES);
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
            long segments = client.counters().get(TcpCounters.Event.SEGMENTS_SENT) - segmentsBefore;
            System.out.printf(
                    "TCP pump, MTU %d, buffers %d KiB: %.2f million data segments/s, %.1f Gbit/s of processor time%n",
                    mtu, buffer >> 10, segments / seconds / 1e6, (sink.received - bytesBefore) * 8 / seconds / 1e9);
        }
    }

    private static void run(VirtualTime time, Sink sink, long bytes) {
        if (!time.runUntil(() -> sink.received >= bytes, Duration.ofDays(1))) {
            throw new IllegalStateException("received: " + sink.received + " (expected: " + bytes + ")");
        }
    }

    /** Hands a batch over at the end of the turn. */
    private static final class Wire implements TcpOutput {
        private final VirtualTime time;
        private final Ipv4Address source;
        private final int mtu;
        private Ipv4Packet[] waiting = new Ipv4Packet[1 << 16];
        private int count;

        @Nullable
        TcpLayer target;

        Wire(VirtualTime time, Ipv4Address source, int mtu) {
            this.time = time;
            this.source = source;
            this.mtu = mtu;
        }

        @Override
        public Optional<IpAddress> sourceFor(IpAddress destination) {
            return Optional.of(source);
        }

        @Override
        public int maximumTransmissionUnit(IpAddress destination) {
            return mtu;
        }

        @Override
        public void send(
                IpAddress from,
                IpAddress destination,
                int trafficClass,
                int timeToLive,
                int label,
                Bytes options,
                TcpSegment segment) {
            if (count == 0) {
                time.loop().newTimer(this::deliver).arm(time.loop().now() + 1000);
            }
            waiting[count++] = new Ipv4Packet((Ipv4Address) from, (Ipv4Address) destination, 0, segment);
        }

        private void deliver() {
            TcpLayer layer = Objects.requireNonNull(target);
            int batch = count;
            count = 0;
            for (int i = 0; i < batch; i++) {
                layer.receive(waiting[i]);
            }
        }
    }

    private static final class Source implements TcpSocketListener {
        private final ByteBuffer block = ByteBuffer.allocateDirect(64 << 10);

        @Nullable
        TcpSocket socket;

        private void pump() {
            TcpSocket to = Objects.requireNonNull(socket);
            while (to.write(block.clear()) == block.capacity()) {
                // until the buffer is full
            }
        }

        @Override
        public void connected() {
            pump();
        }

        @Override
        public void readable() {}

        @Override
        public void writable() {
            pump();
        }

        @Override
        public void inputFinished() {}

        @Override
        public void closed(@Nullable TcpFailure failure) {}
    }

    private static final class Sink implements TcpSocketListener {
        private final ByteBuffer block = ByteBuffer.allocateDirect(64 << 10);

        @Nullable
        TcpSocket socket;

        long received;

        @Override
        public void connected() {}

        @Override
        public void readable() {
            TcpSocket from = Objects.requireNonNull(socket);
            for (int count = from.read(block.clear()); count > 0; count = from.read(block.clear())) {
                received += count;
            }
        }

        @Override
        public void writable() {}

        @Override
        public void inputFinished() {}

        @Override
        public void closed(@Nullable TcpFailure failure) {}
    }
}
