package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static labwire.netlab.stack.StackLab.portOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import labwire.netlab.link.Cable;
import labwire.netlab.link.DropReason;
import labwire.netlab.link.FrameTap;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortCounters;
import labwire.netlab.stack.StackLab.Row;
import labwire.netlab.stack.tcp.TcpCounters;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trains of segments cross the lab in one piece, and nobody who looks can tell. */
class SuperSegmentsTest {
    private static final int BYTES = 2 << 20;
    private static final int PORT = 80;
    private static final int UNIT = 1448;

    private final StackLab lab = new StackLab();
    private final Row row = lab.row();
    private final Cable middle =
            Objects.requireNonNull(portOf(row.r1().interfaces().get(1)).cable());

    @AfterEach
    void close() {
        lab.close();
    }

    /** Sends as much as it is told, reads what comes, and ends. */
    private static final class End implements TcpSocketListener {
        private final ByteBuffer toSend;
        private final CRC32 sum = new CRC32();
        private long received;
        private @Nullable TcpSocket socket;

        End(byte[] toSend) {
            this.toSend = ByteBuffer.wrap(toSend);
        }

        End on(TcpSocket its) {
            socket = its;
            return this;
        }

        @Override
        public void connected() {
            writable();
        }

        @Override
        public void writable() {
            TcpSocket to = Objects.requireNonNull(socket);
            if (toSend.hasRemaining()) {
                to.write(toSend);
            }
        }

        @Override
        public void readable() {
            TcpSocket from = Objects.requireNonNull(socket);
            ByteBuffer buffer = ByteBuffer.allocate(from.readableBytes());
            from.read(buffer);
            sum.update(buffer.array());
            received += buffer.position();
        }

        @Override
        public void inputFinished() {}

        @Override
        public void closed(@Nullable TcpFailure reason) {}
    }

    /** Writes down what passes a port. */
    private static final class Watcher implements FrameTap {
        private final List<EthernetFrame> frames = new ArrayList<>();
        private final List<EthernetFrame> drops = new ArrayList<>();

        @Override
        public void frame(long instantNanos, Port port, Direction direction, EthernetFrame frame) {
            if (direction == Direction.SENT) {
                frames.add(frame);
            }
        }

        @Override
        public void dropped(long instantNanos, Port port, DropReason reason, EthernetFrame frame) {
            drops.add(frame);
        }
    }

    private void transfer() {
        byte[] data = new byte[BYTES];
        new SplittableRandom(1).nextBytes(data);
        CRC32 expected = new CRC32();
        expected.update(data);
        End server = new End(new byte[0]);
        row.b().tcp().listen(Ipv4Address.ANY, PORT, 16, TcpSettings.DEFAULT, server::on);
        End client = new End(data);
        client.on(row.a().tcp().connect(Ipv4Address.ANY, 0, ip("10.0.3.2"), PORT, TcpSettings.DEFAULT, client));
        assertThat(lab.time.runUntil(() -> server.received == BYTES, Duration.ofMinutes(5)))
                .isTrue();
        assertThat(server.sum.getValue()).isEqualTo(expected.getValue());
        lab.run(Duration.ofSeconds(1));
    }

    /** The longest payload that R2 was given at once. */
    private int longestAtR2() {
        Port port = portOf(row.r2().interfaces().get(0));
        int[] longest = new int[1];
        PortLink link = (PortLink) row.r2().interfaces().get(0).link();
        port.listen(new labwire.netlab.link.PortListener() {
            @Override
            public void frameReceived(Port on, EthernetFrame frame) {
                if (frame.payload() instanceof Ipv4Packet packet && packet.payload() instanceof TcpSegment segment) {
                    longest[0] = Math.max(longest[0], segment.payload().length());
                }
                link.frameReceived(on, frame);
            }

            @Override
            public void linkChanged(Port on, boolean up) {
                link.linkChanged(on, up);
            }
        });
        transfer();
        return longest[0];
    }

    @Test
    void bulkDataCrossesPlainCablesInLargeUnits() {
        middle.settings(LinkSettings.PLAIN.withDelay(1_000_000));
        assertThat(longestAtR2()).isGreaterThan(40 * UNIT).isLessThanOrEqualTo(64 << 10);
    }

    @Test
    void aStackWithoutOffloadSendsSegments() {
        row.a().segmentationOffload(false);
        assertThat(longestAtR2()).isEqualTo(UNIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate", "jitter", "loss", "duplicate", "corrupt", "reorder"})
    void whatACableDoesToSingleFramesTakesTrainsApart(String impairment) {
        UnaryOperator<LinkSettings> how = switch (impairment) {
            case "rate" -> plain -> plain.withRate(1_000_000_000);
            case "jitter" -> plain -> plain.withJitter(1_000);
            case "loss" -> plain -> plain.withLoss(0.001);
            case "duplicate" -> plain -> plain.withDuplicate(0.001);
            case "corrupt" -> plain -> plain.withCorrupt(0.001);
            default -> plain -> plain.withReorder(0.001);
        };
        middle.settings(how.apply(LinkSettings.PLAIN.withDelay(100_000)));
        assertThat(longestAtR2()).isEqualTo(UNIT);
    }

    @Test
    void anObserverSeesTheSegmentsAndCountersCountThem() {
        Port leaving = portOf(row.r1().interfaces().get(1));
        Watcher watcher = new Watcher();
        leaving.addTap(watcher);
        PortCounters counters = leaving.counters();
        long framesBefore = counters.sentFrames();
        long bytesBefore = counters.sentBytes();
        transfer();

        assertThat(watcher.frames).allSatisfy(frame -> {
            assertThat(frame.wireCount()).isEqualTo(1);
            assertThat(FrameEncoder.encode(frame)).hasSizeLessThanOrEqualTo(1514);
        });
        assertThat(counters.sentFrames() - framesBefore).isEqualTo(watcher.frames.size());
        assertThat(counters.sentBytes() - bytesBefore)
                .isEqualTo(watcher.frames.stream()
                        .mapToLong(EthernetFrame::wireLength)
                        .sum());
        assertThat(portOf(row.r2().interfaces().get(0)).counters().receivedFrames())
                .isEqualTo(counters.sentFrames());
        assertThat(row.a().tcp().counters().get(TcpCounters.Event.SEGMENTS_SENT))
                .isGreaterThan(BYTES / UNIT)
                .isEqualTo(row.b().tcp().counters().get(TcpCounters.Event.SEGMENTS_RECEIVED));
        assertThat(row.r1().counters().get(IpCounter.FORWARDED)).isGreaterThan(BYTES / UNIT);
        List<Integer> identifications = watcher.frames.stream()
                .map(frame -> frame.payload() instanceof Ipv4Packet packet ? packet.identification() : -1)
                .filter(identification -> identification >= 0)
                .toList();
        assertThat(identifications).as("each packet has a number of its own").doesNotHaveDuplicates();
    }

    @Test
    void anObserverChangesNothing() {
        transfer();
        String unobserved = figures();
        SuperSegmentsTest observed = new SuperSegmentsTest();
        portOf(observed.row.r1().interfaces().get(1)).addTap(new Watcher());
        observed.transfer();
        assertThat(observed.figures()).isEqualTo(unobserved);
        observed.close();
    }

    private String figures() {
        PortCounters counters = portOf(row.r1().interfaces().get(1)).counters();
        return counters.sentFrames() + " " + counters.sentBytes() + " " + counters.receivedFrames() + " "
                + row.a().tcp().sockets().get(0).info();
    }

    @Test
    void aSmallerMtuOnTheWayIsFoundByTheFirstOfATrain() {
        row.r1().interfaces().get(1).mtu(1280);
        transfer();
        assertThat(row.r1().counters().get(IpCounter.FRAGMENTATION_NEEDED)).isPositive();
        assertThat(row.a().tcp().sockets().get(0).info().maximumSegmentSize()).isEqualTo(1228);
    }

    @Test
    void aCutLosesEachSegmentOfTheTrainsOnTheCable() {
        middle.settings(LinkSettings.PLAIN.withDelay(10_000_000));
        Watcher watcher = new Watcher();
        Port leaving = portOf(row.r1().interfaces().get(1));
        leaving.addTap(watcher);
        End server = new End(new byte[0]);
        row.b().tcp().listen(Ipv4Address.ANY, PORT, 16, TcpSettings.DEFAULT, server::on);
        End client = new End(new byte[BYTES]);
        client.on(row.a().tcp().connect(Ipv4Address.ANY, 0, ip("10.0.3.2"), PORT, TcpSettings.DEFAULT, client));
        lab.time.runUntil(() -> server.received > 100 * UNIT, Duration.ofMinutes(1));
        lab.run(Duration.ofMillis(15)); // acknowledged, and the next ones are half-way
        long before = leaving.counters().drops(DropReason.CUT);
        middle.cut();

        assertThat(watcher.drops)
                .hasSizeGreaterThan(40)
                .allSatisfy(frame -> assertThat(frame.wireCount()).isEqualTo(1));
        assertThat(leaving.counters().drops(DropReason.CUT) - before).isEqualTo(watcher.drops.size());
        assertThat(leaving.counters().sentFrames())
                .isEqualTo(portOf(row.r2().interfaces().get(0)).counters().receivedFrames()
                        + leaving.counters().drops());
    }
}
