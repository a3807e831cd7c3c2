package labwire.netlab.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UnknownPayload;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LinkImpairmentTest {
    private final TwoPorts two = new TwoPorts(1);

    @Test
    void aRateSpacesDeparturesToTheNanosecond() {
        two.connect(LinkSettings.PLAIN.withRate(100 * TwoPorts.MBIT).withDelay(5_000_000));
        two.send(10);
        two.settle();
        assertThat(two.atB.instants)
                .isEqualTo(LongStream.rangeClosed(1, 10)
                        .map(i -> 5_000_000 + i * TwoPorts.FRAME_NANOS_AT_100_MBIT)
                        .boxed()
                        .toList());
    }

    @Test
    void aRateThatDoesNotDivideIsRoundedUpSoThatItIsNeverExceeded() {
        two.connect(LinkSettings.PLAIN.withRate(3_000 * TwoPorts.MBIT));
        two.send(2);
        two.settle();
        long frameNanos = 2_667;
        assertThat(two.atB.instants)
                .containsExactly(
                        LinkSettings.MIN_DELAY_NANOS + frameNanos, LinkSettings.MIN_DELAY_NANOS + 2 * frameNanos);
    }

    @Test
    void anIdleTransmitterDoesNotSaveUpRate() {
        two.connect(LinkSettings.PLAIN.withRate(100 * TwoPorts.MBIT));
        two.send(1);
        two.time.runFor(Duration.ofSeconds(1));
        long now = two.time.loop().now();
        two.send(2);
        two.settle();
        assertThat(two.atB.instants.get(1))
                .isEqualTo(now + LinkSettings.MIN_DELAY_NANOS + TwoPorts.FRAME_NANOS_AT_100_MBIT);
        assertThat(two.atB.instants.get(2))
                .isEqualTo(now + LinkSettings.MIN_DELAY_NANOS + 2 * TwoPorts.FRAME_NANOS_AT_100_MBIT);
    }

    @Test
    void aFullQueueDropsItsTail() {
        two.connect(LinkSettings.PLAIN.withRate(100 * TwoPorts.MBIT).withQueueLimit(5 * TwoPorts.WIRE_BYTES));
        two.send(8);
        two.settle();
        assertThat(two.atB.numbers).isEqualTo(TwoPorts.numbers(5));
        assertThat(two.a.counters().drops(DropReason.QUEUE_FULL)).isEqualTo(3);
        TwoPorts.assertNothingUnaccountedFor(two.a, two.b);
    }

    @Test
    void aQueueTakesAsMuchMoreAsHasLeft() {
        two.connect(LinkSettings.PLAIN.withRate(100 * TwoPorts.MBIT).withQueueLimit(5 * TwoPorts.WIRE_BYTES));
        two.send(5);
        two.time.runFor(Duration.ofNanos(2 * TwoPorts.FRAME_NANOS_AT_100_MBIT));
        two.send(4);
        two.settle();
        assertThat(two.atB.numbers).containsExactly(0, 1, 2, 3, 4, 0, 1);
    }

    @Test
    void aFrameThatNeedNotWaitPassesAnyQueueLimit() {
        two.connect(LinkSettings.PLAIN.withRate(100 * TwoPorts.MBIT).withQueueLimit(1));
        two.send(2);
        two.time.runFor(Duration.ofSeconds(1));
        two.send(1);
        two.settle();
        assertThat(two.atB.numbers).containsExactly(0, 0);
    }

    @Test
    void aHigherRateHoldsForWhatIsSentFromThenOnAndCountsWhatWaitsInBytes() {
        Cable cable = two.connect(LinkSettings.PLAIN.withRate(TwoPorts.MBIT).withQueueLimit(10 * TwoPorts.WIRE_BYTES));
        two.send(4);
        cable.settings(cable.settingsFrom(two.a).withRate(1_000 * TwoPorts.MBIT));
        two.send(6);
        two.settle();
        long last = 4 * TwoPorts.WIRE_BYTES * 8 * 1_000L;
        assertThat(two.atB.instants.subList(0, 4))
                .isEqualTo(LongStream.rangeClosed(1, 4)
                        .map(i -> LinkSettings.MIN_DELAY_NANOS + i * TwoPorts.WIRE_BYTES * 8 * 1_000)
                        .boxed()
                        .toList());
        assertThat(two.atB.instants.get(9))
                .isEqualTo(LinkSettings.MIN_DELAY_NANOS + last + 6 * TwoPorts.WIRE_BYTES * 8);
        assertThat(two.a.counters().drops()).isZero();
    }

    @Test
    void aLowerRateDoesNotMakeRoomInTheQueue() {
        Cable cable = two.connect(
                LinkSettings.PLAIN.withRate(1_000 * TwoPorts.MBIT).withQueueLimit(10 * TwoPorts.WIRE_BYTES));
        two.send(8);
        cable.settings(cable.settingsFrom(two.a).withRate(TwoPorts.MBIT));
        two.send(4);
        two.settle();
        assertThat(two.a.counters().drops(DropReason.QUEUE_FULL)).isEqualTo(2);
        TwoPorts.assertNothingUnaccountedFor(two.a, two.b);
    }

    @Test
    void aShorterDelayDoesNotLetFramesOvertake() {
        Cable cable = two.connect(LinkSettings.PLAIN.withDelay(1_000_000));
        two.send(2);
        cable.settings(LinkSettings.PLAIN);
        two.send(2);
        two.settle();
        assertThat(two.atB.numbers).containsExactly(0, 1, 0, 1);
        assertThat(two.atB.instants).containsOnly(1_000_000L);
    }

    @Test
    void settingsOfOneDirectionLeaveTheOtherAlone() {
        Cable cable = two.connect(LinkSettings.PLAIN);
        cable.settingsFrom(two.a, LinkSettings.PLAIN.withLoss(1));
        TwoPorts.send(two.a, 3);
        TwoPorts.send(two.b, 3);
        two.settle();
        assertThat(two.atB.numbers).isEmpty();
        assertThat(two.atA.numbers).hasSize(3);
        assertThat(two.a.counters().drops(DropReason.LOSS)).isEqualTo(3);
    }

    @Test
    void jitterSpreadsFramesAndKeepsTheirOrder() {
        two.connect(LinkSettings.PLAIN.withJitter(1_000_000));
        for (int i = 0; i < 200; i++) {
            two.send(1);
            two.time.runFor(Duration.ofNanos(50_000));
        }
        two.settle();
        assertThat(two.atB.instants).hasSize(200).isSorted();
        assertThat(two.atB.instants.get(0)).isBetween(LinkSettings.MIN_DELAY_NANOS, 1_001_000L);
        assertThat(two.atB.instants.stream().distinct().count()).isGreaterThan(50);
    }

    @Test
    void framesHeldBackAreOvertakenAndNotLost() {
        two.connect(LinkSettings.PLAIN.withReorder(0.2).withReorderDelay(300_000));
        for (int i = 0; i < 100; i++) {
            byte[] payload = {(byte) i};
            two.a.send(new EthernetFrame(
                    MacAddress.BROADCAST, two.a.mac(), new UnknownPayload(0x88B5, Bytes.wrap(payload))));
            two.time.runFor(Duration.ofNanos(100_000));
        }
        two.settle();
        assertThat(two.atB.numbers).containsExactlyInAnyOrderElementsOf(TwoPorts.numbers(100));
        assertThat(two.atB.numbers).isNotEqualTo(TwoPorts.numbers(100));
        assertThat(two.atB.instants).isSorted();
    }

    @Test
    void lossTakesItsShareAndTheSameFramesForTheSameSeed() {
        List<Integer> first = receivedWithLoss(1);
        assertThat(first.size()).isBetween(120, 180);
        assertThat(receivedWithLoss(1)).isEqualTo(first);
        assertThat(receivedWithLoss(2)).isNotEqualTo(first);
    }

    private static List<Integer> receivedWithLoss(long seed) {
        TwoPorts lossy = new TwoPorts(seed);
        lossy.connect(LinkSettings.PLAIN.withLoss(0.25));
        lossy.send(200);
        lossy.settle();
        return lossy.atB.numbers;
    }

    @Property(tries = 200)
    void everyFrameArrivesOrIsCounted(
            @ForAll @LongRange(min = 1_000, max = 10_000_000_000L) long rate,
            @ForAll @LongRange(min = 0, max = 3_000_000) long jitter,
            @ForAll @DoubleRange(min = 0, max = 1) double loss,
            @ForAll @DoubleRange(min = 0, max = 1) double reorder,
            @ForAll @IntRange(min = 1, max = 100_000) int queueLimit,
            @ForAll @DoubleRange(min = 0, max = 0.5) double damage,
            @ForAll QueueDiscipline discipline,
            @ForAll @IntRange(min = 0, max = 4) int cuts) {
        TwoPorts tried = new TwoPorts(1);
        Cable cable = tried.connect(new LinkSettings(
                rate,
                100_000,
                new Jitter(jitter, Jitter.Shape.NORMAL),
                new LossModel.Independent(loss),
                damage,
                damage,
                new Reordering(reorder, 500_000),
                QueueSettings.PLAIN.withDiscipline(discipline).withLimit(queueLimit)));
        for (int round = 0; round < 5; round++) {
            tried.send(20);
            tried.time.runFor(Duration.ofNanos(200_000));
            if (round < cuts) {
                cable.cut();
                cable.restore();
            }
        }
        tried.settle();
        TwoPorts.assertNothingUnaccountedFor(tried.a, tried.b);
        assertThat(tried.a.counters().sentFrames()).isEqualTo(100);
    }
}
