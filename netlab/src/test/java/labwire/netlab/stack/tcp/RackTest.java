package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 8985, 6.2: for how long the reordering window stays what D-SACKs have made of it. */
class RackTest {
    private static final long ROUND_TRIP = 8_000_000;

    private final Rack rack = new Rack();
    private final RetransmitQueue queue = new RetransmitQueue(0);
    private final RttEstimator rtt = new RttEstimator(0);

    RackTest() {
        rtt.sample(ROUND_TRIP);
        rtt.sampleMinimum(ROUND_TRIP, 0);
    }

    private long windowNanos() {
        return -rack.lostIfSentBefore(0, queue, rtt);
    }

    @Test
    void widenedWindowLastsForSixteenRecoveries() {
        assertThat(windowNanos()).isEqualTo(ROUND_TRIP / 4);
        rack.resentNeedlessly(1, 1000);
        for (int i = 1; i < Rack.WINDOW_PERSISTS_ROUNDS; i++) {
            rack.recovered();
            assertThat(windowNanos()).as("after " + i).isEqualTo(ROUND_TRIP / 2);
        }
        rack.recovered();
        assertThat(windowNanos()).isEqualTo(ROUND_TRIP / 4);
    }

    @Test
    void aRoundTripWidensTheWindowOnceHoweverManyDuplicatesItTellsOf() {
        rack.resentNeedlessly(1, 1000);
        rack.resentNeedlessly(999, 2000);
        assertThat(windowNanos()).isEqualTo(ROUND_TRIP / 2);
        rack.resentNeedlessly(1000, 2000);
        assertThat(windowNanos()).isEqualTo(3 * ROUND_TRIP / 4);
    }

    @Test
    void noReorderingWindowIsLongerThanARoundTrip() {
        for (int i = 0; i < 100; i++) {
            rack.resentNeedlessly(i, i);
        }
        assertThat(windowNanos()).isEqualTo(ROUND_TRIP);
    }
}
