package labwire.dash.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LoopClockTest {
    private static final long TEN_THOUSAND_YEARS_SECONDS = 315_576_000_000L;

    @Test
    void demoLoopsAreExactInBothTimescales() {
        LoopClock video = new LoopClock(147_456, 12_800, 12_800, 1);
        LoopClock audio = new LoopClock(147_456, 12_800, 48_000, 1024);
        assertThat(video.start(150_000_000)).isEqualTo(150_000_000L * 147_456);
        assertThat(audio.start(150_000_000)).isEqualTo(150_000_000L * 552_960);
    }

    @Test
    void aTwoSecondLoopNeverDriftsFromItsAudio() {
        LoopClock audio = new LoopClock(2, 1, 48_000, 1024);
        for (long round = 0; round < 1_000; round++) {
            long far = round * 800_003;
            assertThat(audio.start(far) % 1024).isZero();
            assertThat(audio.start(far) - far * 96_000).isBetween(0L, 1023L);
        }
    }

    @Test
    void roundsOfAudioAreOneFrameLongerOrShorterThanEachOther() {
        LoopClock audio = new LoopClock(2, 1, 48_000, 1024);
        for (long round = 0; round < 100; round++) {
            assertThat(audio.start(round + 1) - audio.start(round)).isIn(93L * 1024, 94L * 1024);
        }
    }

    @Property
    void theRoundAtItsStartIsItAndTheOneBeforeJustBefore(
            @ForAll @LongRange(min = 1, max = 100_000_000_000L) long loopTicks,
            @ForAll @LongRange(min = 1, max = 10_000_000) long loopTimescale,
            @ForAll @LongRange(min = 1, max = 10_000_000) long timescale,
            @ForAll @IntRange(min = 1, max = 2048) int frame,
            @ForAll @LongRange(min = 1, max = 1_000_000) long round) {
        Assume.that(round < TEN_THOUSAND_YEARS_SECONDS * loopTimescale / loopTicks);
        LoopClock clock = new LoopClock(loopTicks, loopTimescale, timescale, frame);
        BigInteger exact = BigInteger.valueOf(round)
                .multiply(BigInteger.valueOf(loopTicks))
                .multiply(BigInteger.valueOf(timescale));
        BigInteger scale = BigInteger.valueOf(loopTimescale);
        long start = clock.start(round);
        assertThat(start % frame).isZero();
        assertThat(BigInteger.valueOf(start).multiply(scale)).isGreaterThanOrEqualTo(exact);
        assertThat(BigInteger.valueOf(start - frame).multiply(scale)).isLessThan(exact);
        assertThat(clock.start(clock.roundAt(start))).isEqualTo(start);
        assertThat(clock.start(clock.roundAt(start - 1))).isLessThan(start);
        assertThat(clock.start(clock.roundAt(start) + 1)).isGreaterThan(start);
    }
}
