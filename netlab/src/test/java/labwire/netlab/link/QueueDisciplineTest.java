package labwire.netlab.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UdpDatagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queues before 10 Mbit/s, where a frame of 1,000 bytes takes 0.8 ms; senders that send more than that. */
class QueueDisciplineTest {
    private static final long RATE = 10 * TwoPorts.MBIT;
    private static final long FRAME_NANOS = 800_000;
    private static final int ECN_CAPABLE = 0b10;
    private static final int BULK = 5_000;
    private static final int SPARSE = 5_001;

    /** @param waitedNanos from being sent to arriving */
    private record Arrival(int flow, long waitedNanos, boolean marked) {}

    private final TwoPorts two = new TwoPorts(3);
    private final List<Arrival> arrivals = new ArrayList<>();

    private Cable connect(QueueSettings queue) {
        Cable cable = two.connect(LinkSettings.PLAIN.withRate(RATE).withQueue(queue));
        two.b.listen(new PortListener() {
            @Override
            public void frameReceived(Port port, EthernetFrame frame) {
                Ipv4Packet packet = (Ipv4Packet) frame.payload();
                UdpDatagram datagram = (UdpDatagram) packet.payload();
                long sentNanos = datagram.payload().asReadOnlyBuffer().getLong();
                arrivals.add(new Arrival(
                        datagram.sourcePort(),
                        two.time.loop().now() - sentNanos - LinkSettings.MIN_DELAY_NANOS,
                        (packet.typeOfService() & 0b11) == 0b11));
            }

            @Override
            public void linkChanged(Port port, boolean up) {}
        });
        return cable;
    }

    private void send(int flow, int typeOfService) {
        byte[] payload = new byte[954];
        ByteBuffer.wrap(payload).putLong(two.time.loop().now());
        UdpDatagram datagram = new UdpDatagram(flow, 9, Bytes.wrap(payload));
        Ipv4Packet packet = new Ipv4Packet(new Ipv4Address(0x0A000001), new Ipv4Address(0x0A000002), 0, datagram);
        two.a.send(new EthernetFrame(new MacAddress(2), new MacAddress(1), packet.withTrafficClass(typeOfService)));
    }

    /** Sends a frame of a flow every so often. */
    private void sendFor(int frames, long everyNanos, int typeOfService) {
        for (int i = 0; i < frames; i++) {
            send(BULK, typeOfService);
            two.time.runFor(Duration.ofNanos(everyNanos));
        }
    }

    private LongStream waits(int flow) {
        return arrivals.stream().filter(arrival -> arrival.flow() == flow).mapToLong(Arrival::waitedNanos);
    }

    private static QueueSettings of(QueueDiscipline discipline) {
        return QueueSettings.PLAIN.withDiscipline(discipline);
    }

    @ParameterizedTest
    @EnumSource(QueueDiscipline.class)
    void noDisciplineLeavesTheTransmitterIdleWhileFramesWait(QueueDiscipline discipline) {
        connect(of(discipline));
        sendFor(2_000, FRAME_NANOS * 9 / 10, 0);
        long until = two.time.loop().now();
        assertThat((long) arrivals.size()).isBetween(until / FRAME_NANOS - 2, until / FRAME_NANOS);
        two.settle();
        TwoPorts.assertNothingUnaccountedFor(two.a, two.b);
    }

    @ParameterizedTest
    @EnumSource(QueueDiscipline.class)
    void burstsBelowTheIntervalPassWhole(QueueDiscipline discipline) {
        connect(of(discipline));
        for (int i = 0; i < 100; i++) {
            send(BULK, 0);
        }
        two.settle();
        assertThat(arrivals).hasSize(100);
        assertThat(waits(BULK).max()).hasValue(100 * FRAME_NANOS);
    }

    @Test
    void codelFindsAStandingQueueAndDropsMoreAndMoreOften() {
        connect(of(QueueDiscipline.CODEL));
        sendFor(4_000, FRAME_NANOS * 19 / 20, 0);
        long dropped = two.a.counters().drops(DropReason.QUEUE_DELAY);
        assertThat(dropped).isGreaterThan(50);
        assertThat(two.a.counters().drops(DropReason.QUEUE_FULL)).isZero();
        // A sender that does not slow down keeps some queue, but a small one.
        assertThat(waits(BULK).skip(2_000).average().orElseThrow()).isLessThan(60_000_000);

        QueueDisciplineTest dropTail = new QueueDisciplineTest();
        dropTail.connect(of(QueueDiscipline.DROP_TAIL));
        dropTail.sendFor(4_000, FRAME_NANOS * 19 / 20, 0);
        assertThat(dropTail.waits(BULK).skip(2_000).average().orElseThrow()).isGreaterThan(100_000_000);
    }

    @Test
    void codelsDropsComeByItsControlLaw() {
        connect(of(QueueDiscipline.CODEL));
        List<Long> drops = new ArrayList<>();
        two.a.addTap(new FrameTap() {
            @Override
            public void frame(long instantNanos, Port port, Direction direction, EthernetFrame frame) {}

            @Override
            public void dropped(long instantNanos, Port port, DropReason reason, EthernetFrame frame) {
                drops.add(instantNanos);
            }
        });
        // Twice the rate, so that the queue stands from the first interval on.
        sendFor(2_000, FRAME_NANOS / 2, 0);
        assertThat(drops.get(0)).isBetween(100_000_000L, 120_000_000L);
        for (int i = 1; i < 8; i++) {
            long gap = drops.get(i) - drops.get(i - 1);
            assertThat(gap)
                    .isBetween(
                            Math.round(100_000_000 / Math.sqrt(i)) - FRAME_NANOS,
                            Math.round(100_000_000 / Math.sqrt(i)) + FRAME_NANOS);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = QueueDiscipline.class,
            names = {"CODEL", "FQ_CODEL"})
    void withEcnPacketsThatAllowItAreMarkedAndNotDropped(QueueDiscipline discipline) {
        connect(of(discipline).withEcn(true));
        sendFor(2_000, FRAME_NANOS * 19 / 20, ECN_CAPABLE);
        two.settle();
        long marked = arrivals.stream().filter(Arrival::marked).count();
        assertThat(marked).isGreaterThan(10).isEqualTo(two.a.counters().congestionMarks());
        assertThat(arrivals).hasSize(2_000);
    }

    @Test
    void withEcnOtherPacketsAreDropped() {
        connect(of(QueueDiscipline.CODEL).withEcn(true));
        sendFor(2_000, FRAME_NANOS * 19 / 20, 0);
        assertThat(two.a.counters().drops(DropReason.QUEUE_DELAY)).isGreaterThan(10);
        assertThat(arrivals).noneMatch(Arrival::marked);
    }

    @Test
    void aSparseFlowDoesNotWaitBehindABulkyOne() {
        connect(of(QueueDiscipline.FQ_CODEL));
        for (int i = 0; i < 1_000; i++) {
            send(BULK, 0);
            if (i % 50 == 25) {
                send(SPARSE, 0);
            }
            two.time.runFor(Duration.ofNanos(FRAME_NANOS / 2));
        }
        assertThat(waits(SPARSE).count()).isEqualTo(20);
        // Behind the frame that is being sent, and perhaps one of the bulky flow's turn.
        assertThat(waits(SPARSE).max().orElseThrow()).isLessThan(4 * FRAME_NANOS);
        assertThat(waits(BULK).max().orElseThrow()).isGreaterThan(50_000_000);
    }

    @Test
    void flowsShareTheRateEvenly() {
        connect(of(QueueDiscipline.FQ_CODEL));
        for (int i = 0; i < 1_000; i++) {
            // Flows of one, two and four frames at a time.
            for (int flow = 0; flow < 3; flow++) {
                for (int frames = 1 << flow; frames > 0; frames--) {
                    send(6_000 + flow, 0);
                }
            }
            two.time.runFor(Duration.ofNanos(FRAME_NANOS * 2));
        }
        for (int flow = 0; flow < 3; flow++) {
            assertThat(waits(6_000 + flow).count() / (double) arrivals.size()).isBetween(0.32, 0.35);
        }
    }

    @Test
    void aFullQueueDropsFromItsLongestFlow() {
        connect(of(QueueDiscipline.FQ_CODEL).withLimit(50 * TwoPorts.WIRE_BYTES));
        for (int i = 0; i < 200; i++) {
            send(BULK, 0);
        }
        send(SPARSE, 0);
        two.settle();
        assertThat(waits(SPARSE).count()).isEqualTo(1);
        assertThat(waits(BULK).count()).isBetween(25L, 51L);
        assertThat(two.a.counters().drops(DropReason.QUEUE_FULL))
                .isEqualTo(200 - waits(BULK).count());
    }

    @Test
    void theDisciplineMayChangeWhileFramesWait() {
        Cable cable = connect(of(QueueDiscipline.DROP_TAIL));
        for (int i = 0; i < 12; i++) {
            for (int frames = 0; frames < 40; frames++) {
                send(BULK, 0);
            }
            two.time.runFor(Duration.ofNanos(3 * FRAME_NANOS / 2));
            QueueDiscipline next = List.of(QueueDiscipline.values()).get((i + 1) % 3);
            cable.settings(cable.settingsFrom(two.a).withQueue(of(next)));
        }
        cable.settings(cable.settingsFrom(two.a).withRate(0));
        send(BULK, 0);
        two.settle();
        TwoPorts.assertNothingUnaccountedFor(two.a, two.b);
        assertThat(two.a.counters().sentFrames()).isEqualTo(481);
        assertThat(arrivals).hasSizeGreaterThan(300);
        assertThat(arrivals.get(arrivals.size() - 1).flow()).isEqualTo(BULK);
    }

    @Test
    void aCutLosesWhatWaits() {
        Cable cable = connect(of(QueueDiscipline.FQ_CODEL));
        for (int i = 0; i < 10; i++) {
            send(BULK + i, 0);
        }
        cable.cut();
        assertThat(two.a.counters().drops(DropReason.CUT)).isEqualTo(10);
        cable.restore();
        send(BULK, 0);
        two.settle();
        assertThat(arrivals).hasSize(1);
    }

    @Test
    void delayNeverCostsThroughput() {
        long delay = 2_000_000_000L;
        two.connect(LinkSettings.PLAIN.withRate(1_000 * TwoPorts.MBIT).withDelay(delay));
        int inFlight = 200_000;
        for (int i = 0; i < inFlight; i += 1_000) {
            two.send(1_000);
            two.time.runFor(Duration.ofMillis(8));
        }
        assertThat(two.atB.instants).isEmpty();
        two.settle();
        assertThat(two.atB.instants).hasSize(inFlight);
        assertThat(two.atB.instants.get(inFlight - 1)).isEqualTo(delay + inFlight * 8_000L);
    }
}
