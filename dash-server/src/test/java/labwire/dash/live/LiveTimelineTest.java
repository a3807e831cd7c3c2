package labwire.dash.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveTimelineTest {
    private static final long ROUND_TICKS = 11 * 48_000;
    private final LiveTimeline uneven =
            new LiveTimeline(Instant.EPOCH, new LoopClock(11, 1, 48_000, 1), 48_000, new long[] {0, 96_000, 288_000});

    @Test
    void segmentsFollowEachOtherAcrossTheJoins() {
        assertThat(uneven.start(0)).isZero();
        assertThat(uneven.end(0)).isEqualTo(96_000);
        assertThat(uneven.end(2)).isEqualTo(ROUND_TICKS).isEqualTo(uneven.start(3));
        assertThat(uneven.start(3_000_001)).isEqualTo(1_000_000 * ROUND_TICKS + 96_000);
    }

    @Test
    void everyTickIsInOneSegment() {
        long base = 123_456_789L * ROUND_TICKS;
        long number = 3 * 123_456_789L;
        assertThat(uneven.numberAt(base - 1)).isEqualTo(number - 1);
        assertThat(uneven.numberAt(base)).isEqualTo(number);
        assertThat(uneven.numberAt(base + 95_999)).isEqualTo(number);
        assertThat(uneven.numberAt(base + 96_000)).isEqualTo(number + 1);
    }

    @Test
    void onlyExactStartsAreFoundByTime() {
        assertThat(uneven.numberStarting(96_000)).hasValue(1);
        assertThat(uneven.numberStarting(96_001)).isEmpty();
        assertThat(uneven.numberStarting(-1)).isEmpty();
    }

    @Test
    void timesAreCountedFromTheStreamsStart() {
        Instant start = Instant.parse("2026-11-22T10:00:00.250Z");
        LiveTimeline late = new LiveTimeline(start, new LoopClock(2, 1, 10, 1), 10, new long[] {0});
        assertThat(late.instantOf(7)).isEqualTo(start.plusMillis(700));
        assertThat(late.ticksAt(start.plusMillis(799))).isEqualTo(7);
        assertThat(late.endedBy(start.plusSeconds(4))).isEqualTo(2);
        assertThat(late.endedBy(start.minusNanos(1))).isZero();
    }

    @Test
    void aSegmentHasEndedAtTheNanosecondThatItsEndRoundsUpTo() {
        LiveTimeline third = new LiveTimeline(Instant.EPOCH, new LoopClock(1, 3, 3, 1), 3, new long[] {0});
        Instant end = third.instantOf(third.end(0));
        assertThat(end).isEqualTo(Instant.ofEpochSecond(0, 333_333_334));
        assertThat(third.endedBy(end)).isEqualTo(1);
        assertThat(third.endedBy(end.minusNanos(1))).isZero();
        assertThat(third.endedBy(Instant.ofEpochSecond(-5))).isZero();
    }
}
