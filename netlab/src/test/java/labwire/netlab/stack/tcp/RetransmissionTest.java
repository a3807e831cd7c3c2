package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import org.junit.jupiter.api.Test;

/** RFC 6298, 5681, 6582, 3042: timeouts, fast retransmit, NewReno, limited transmit. */
class RetransmissionTest {
    /** Established, with a round trip of 10 ms known, so that the timeout is the minimum of 200 ms. */
    private static Conversation sampled() {
        Conversation c = new Conversation();
        c.settings = TcpSettings.DEFAULT
                .withNoDelay(true)
                .withFeatures(TcpFeatures.DEFAULT.withCongestionControl(CongestionAlgorithm.NEW_RENO));
        c.connecting();
        c.after(10);
        c.in("SYN ACK seq=0 ack=1 mss=1000 win=65535");
        c.out("ACK seq=1 ack=1");
        return c;
    }

    @Test
    void timeoutDoublesUntilItIsGivenUp() {
        try (Conversation c = sampled()) {
            c.write(1, 10);
            c.out("ACK seq=1 len=10");
            long wait = 200;
            for (int i = 0; i < TcpRetries.DEFAULT.data(); i++) {
                c.after(wait - 1);
                c.nothing();
                c.after(1);
                c.out("ACK seq=1 len=10");
                wait = Math.min(2 * wait, 120_000);
            }
            assertThat(c.time.loop().now()).as("R2, 100 s at least").isGreaterThan(100_000_000_000L);
            c.after(wait);
            c.out("RST ACK seq=11");
            assertThat(c.app.told).endsWith("closed TIMED_OUT");
            c.assertGone();
        }
    }

    @Test
    void acknowledgmentEndsTheCountTowardsGivingUpAndASampleTheBackoff() {
        try (Conversation c = sampled()) {
            c.write(1, 10);
            c.after(200);
            c.after(400);
            assertThat(c.discardSent()).isEqualTo(3);
            c.in("ACK seq=1 ack=11");
            assertThat(c.app.socket().info().retransmitTimeoutNanos())
                    .as("Karn: a segment sent twice gives no sample")
                    .isEqualTo(800_000_000);
            c.write(11, 10);
            c.discardSent();
            c.after(10);
            c.in("ACK seq=1 ack=21");
            assertThat(c.app.socket().info().retransmitTimeoutNanos()).isEqualTo(200_000_000);
        }
    }

    @Test
    void timeoutFollowsRoundTripAndVariation() {
        RttEstimator rtt = new RttEstimator(0);
        assertThat(rtt.timeoutNanos()).isEqualTo(1_000_000_000);
        rtt.sample(100_000_000);
        assertThat(rtt.smoothedNanos()).isEqualTo(100_000_000);
        assertThat(rtt.variationNanos()).isEqualTo(50_000_000);
        assertThat(rtt.timeoutNanos()).isEqualTo(300_000_000);
        rtt.sample(180_000_000);
        assertThat(rtt.variationNanos()).isEqualTo(57_500_000);
        assertThat(rtt.smoothedNanos()).isEqualTo(110_000_000);
        assertThat(rtt.timeoutNanos()).isEqualTo(340_000_000);
    }

    @Test
    void variationCountsForAGranuleAtLeastAndTheTimeoutIsBounded() {
        RttEstimator rtt = new RttEstimator(0);
        for (int i = 0; i < 200; i++) {
            rtt.sample(50_000);
        }
        assertThat(rtt.timeoutNanos()).isEqualTo(50_000 + RttEstimator.GRANULARITY_NANOS);
        for (int i = 0; i < 100; i++) {
            rtt.backOff();
        }
        assertThat(rtt.timeoutNanos())
                .isLessThanOrEqualTo(RttEstimator.MAX_TIMEOUT_NANOS)
                .isPositive();
    }

    @Test
    void timeoutCollapsesTheWindowAndResendsInSlowStart() {
        try (Conversation c = sampled()) {
            c.write(1, 10_000);
            assertThat(c.discardSent()).isEqualTo(10);
            c.after(200);
            c.out("ACK seq=1 len=1000");
            c.nothing();
            assertThat(c.app.socket().info().congestionWindowBytes()).isEqualTo(1000);
            assertThat(c.app.socket().info().slowStartThresholdBytes()).isEqualTo(5000);
            c.in("ACK seq=1 ack=1001");
            c.out("ACK seq=1001 len=1000");
            c.out("ACK seq=2001 len=1000");
            c.nothing();
            c.in("ACK seq=1 ack=9001");
            c.out("ACK seq=9001 len=1000");
            c.nothing();
        }
    }

    @Test
    void secondTimeoutOfTheSameDataKeepsTheThreshold() {
        try (Conversation c = sampled()) {
            c.write(1, 10_000);
            c.after(200);
            c.after(400);
            assertThat(c.app.socket().info().slowStartThresholdBytes()).isEqualTo(5000);
        }
    }

    @Test
    void timerRestartsWithEachAcknowledgmentOfNewData() {
        try (Conversation c = sampled()) {
            c.write(1, 2000);
            c.discardSent();
            c.after(150);
            c.in("ACK seq=1 ack=1001");
            c.after(199);
            c.nothing();
            assertThat(c.app.socket().info().retransmitTimeoutNanos()).isGreaterThan(199_000_000);
        }
    }

    @Test
    void thirdDuplicateResendsTheFirstSegmentAtOnce() {
        try (Conversation c = sampled()) {
            c.write(1, 10_000);
            c.discardSent();
            c.in("ACK seq=1 ack=1001");
            c.in("ACK seq=1 ack=1001");
            c.in("ACK seq=1 ack=1001");
            c.nothing();
            c.in("ACK seq=1 ack=1001");
            c.out("ACK seq=1001 len=1000");
            c.nothing();
            assertThat(c.count(Event.FAST_RETRANSMITS)).isEqualTo(1);
            assertThat(c.app.socket().info().slowStartThresholdBytes()).isEqualTo(4500);
        }
    }

    @Test
    void duplicatesOfOneInstantCountEach() {
        try (Conversation c = sampled()) {
            c.write(1, 10_000);
            c.discardSent();
            c.inTogether("ACK seq=1 ack=1001", "ACK seq=1 ack=1001", "ACK seq=1 ack=1001", "ACK seq=1 ack=1001");
            c.out("ACK seq=1001 len=1000");
        }
    }

    @Test
    void dataAndWindowUpdatesAreNoDuplicates() {
        try (Conversation c = sampled()) {
            c.write(1, 10_000);
            c.discardSent();
            c.in("ACK seq=1 ack=1 win=65534");
            c.in("ACK seq=1 ack=1 win=65533");
            c.in("ACK seq=1 ack=1 win=65532");
            c.in("ACK seq=1 ack=1 win=65532 len=1");
            c.in("ACK seq=2 ack=1 win=65532 len=1");
            c.in("ACK seq=3 ack=1 win=65532 len=1");
            assertThat(c.count(Event.FAST_RETRANSMITS)).isZero();
        }
    }

    @Test
    void firstTwoDuplicatesLetNewSegmentsOut() {
        try (Conversation c = sampled()) {
            c.write(1, 14_000);
            assertThat(c.discardSent()).isEqualTo(10);
            c.in("ACK seq=1 ack=1");
            c.out("ACK seq=10001 len=1000");
            c.nothing();
            c.in("ACK seq=1 ack=1");
            c.out("ACK seq=11001 len=1000");
            c.nothing();
            c.in("ACK seq=1 ack=1");
            c.out("ACK seq=1 len=1000");
            c.nothing();
            assertThat(c.app.socket().info().congestionWindowBytes())
                    .as("half of what was in flight, without those two (RFC 5681, 3.2, 2)")
                    .isEqualTo(5000);
        }
    }

    @Test
    void partialAcknowledgmentResendsTheNextHole() {
        try (Conversation c = sampled()) {
            c.write(1, 10_000);
            c.discardSent();
            duplicates(c, 1, 3);
            c.out("ACK seq=1 len=1000");
            c.in("ACK seq=1 ack=3001");
            c.out("ACK seq=3001 len=1000");
            c.nothing();
            c.in("ACK seq=1 ack=7001");
            c.out("ACK seq=7001 len=1000");
            c.in("ACK seq=1 ack=10001");
            c.nothing();
            assertThat(c.count(Event.RETRANSMIT_TIMEOUTS)).isZero();
            assertThat(c.app.socket().info().congestionWindowBytes())
                    .as("RFC 6582, 3.2 (3): ssthresh")
                    .isEqualTo(5000);
        }
    }

    private static void duplicates(Conversation c, int acknowledgment, int count) {
        for (int i = 0; i < count; i++) {
            c.in("ACK seq=1 ack=" + acknowledgment);
        }
    }

    @Test
    void furtherDuplicatesInflateTheWindow() {
        try (Conversation c = sampled()) {
            c.write(1, 20_000);
            assertThat(c.discardSent()).isEqualTo(10);
            duplicates(c, 1, 3);
            assertThat(c.discardSent())
                    .as("two by limited transmit, and the lost one")
                    .isEqualTo(3);
            // ssthresh 5000 and 3 segments' inflation against 12000 in flight: the fifth more lets one out.
            duplicates(c, 1, 4);
            c.nothing();
            duplicates(c, 1, 1);
            c.out("ACK seq=12001 len=1000");
            c.nothing();
        }
    }

    @Test
    void duplicatesCausedByTheRepairStartNoOther() {
        try (Conversation c = sampled()) {
            c.write(1, 10_000);
            c.discardSent();
            c.after(200);
            c.out("ACK seq=1 len=1000");
            c.in("ACK seq=1 ack=5001");
            c.discardSent();
            duplicates(c, 5001, 5);
            c.nothing();
            assertThat(c.count(Event.FAST_RETRANSMITS)).isZero();
        }
    }

    @Test
    void onlyTheFirstPartialAcknowledgmentRestartsTheTimer() {
        try (Conversation c = sampled()) {
            c.write(1, 10_000);
            c.discardSent();
            duplicates(c, 1, 3);
            c.discardSent();
            c.after(100);
            c.in("ACK seq=1 ack=2001");
            c.after(100);
            c.in("ACK seq=1 ack=4001");
            c.discardSent();
            c.after(99);
            c.nothing();
            c.after(1);
            c.out("ACK seq=4001 len=1000");
            assertThat(c.count(Event.RETRANSMIT_TIMEOUTS)).isEqualTo(1);
        }
    }

    private static CongestionWindow reno(int segmentSize) {
        return new CongestionWindow(new NewReno(), segmentSize, CongestionWindow.INITIAL_SEGMENTS);
    }

    private static void acknowledge(CongestionWindow window, long bytes, long inFlightBefore) {
        window.acknowledged(0, bytes, inFlightBefore, new SendSequence(0), Delivery.NO_SAMPLE, 0);
    }

    @Test
    void slowStartDoublesAndAvoidanceAddsOneSegmentARoundTrip() {
        CongestionWindow reno = reno(1000);
        assertThat(reno.bytes()).isEqualTo(10_000);
        acknowledge(reno, 10_000, 10_000);
        assertThat(reno.bytes()).isEqualTo(20_000);
        reno.lossFound(20_000);
        assertThat(reno.bytes()).isEqualTo(10_000);
        for (int i = 0; i < 10; i++) {
            acknowledge(reno, 1000, 10_000);
        }
        assertThat(reno.bytes()).isEqualTo(11_000);
    }

    @Test
    void slowStartEndsAtTheThresholdHoweverMuchIsAcknowledged() {
        CongestionWindow reno = reno(1000);
        reno.timedOut(40_000, false);
        assertThat(reno.bytes()).isEqualTo(1000);
        acknowledge(reno, 39_000, 40_000);
        assertThat(reno.bytes()).isEqualTo(20_000);
    }

    @Test
    void unusedWindowDoesNotGrow() {
        CongestionWindow reno = reno(1000);
        for (int i = 0; i < 100; i++) {
            acknowledge(reno, 1000, 1000);
        }
        assertThat(reno.bytes()).isEqualTo(10_000);
    }

    @Test
    void initialWindowFollowsTheSegmentSize() {
        assertThat(reno(1460).bytes()).isEqualTo(14_600);
        assertThat(reno(8960).bytes()).as("RFC 6928").isEqualTo(2 * 8960);
        assertThat(reno(536).bytes()).isEqualTo(5360);
    }

    @Test
    void idleConnectionStartsAgainFromTheInitialWindow() {
        try (Conversation c = sampled()) {
            for (int next = 1, size = 10_000; next < 70_000; next += size, size *= 2) {
                c.write(next, size);
                c.discardSent();
                c.in("ACK seq=1 ack=" + (next + size));
            }
            assertThat(c.app.socket().info().congestionWindowBytes()).isGreaterThan(20_000);
            c.after(1000);
            c.write(70_001, 30_000);
            assertThat(c.discardSent()).as("RFC 5681, 4.1").isEqualTo(10);
        }
    }

    @Test
    void retransmissionJoinsSmallSegments() {
        try (Conversation c = sampled()) {
            for (int i = 0; i < 5; i++) {
                c.write(1 + 10 * i, 10);
            }
            assertThat(c.discardSent()).isEqualTo(5);
            c.after(200);
            c.out("ACK seq=1 len=50");
        }
    }

    @Test
    void smallerPathIsTakenUpAtOnce() {
        try (Conversation c = sampled()) {
            c.write(1, 3000);
            TcpSegment first = c.out("ACK seq=1 len=1000");
            c.discardSent();
            c.mtu = 540;
            c.tcp.packetTooBig(new Ipv4Packet(Conversation.HERE, Conversation.PEER, 0, first));
            c.out("ACK seq=1 len=500");
            c.out("ACK seq=501 len=500");
            assertThat(c.app.socket().info().maximumSegmentSize()).isEqualTo(500);
        }
    }

    @Test
    void streamLongerThanTheSequenceSpaceKeepsItsOrder() {
        try (Conversation c = new Conversation()) {
            // 20 KiB steps through the peer's numbers, across 2^31 and 2^32.
            c.peerInitial = Integer.MAX_VALUE - 30_000;
            c.accepted("mss=1000 ws=7");
            for (int i = 0; i < 5; i++) {
                c.in("ACK seq=" + (1 + 20_000 * i) + " ack=1 len=20000");
                c.discardSent();
            }
            assertThat(c.app.received).hasToString(Conversation.text(1, 100_000));
        }
    }
}
