package labwire.netlab.time;

import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * The lab's clock, as Netty's loop reads it to learn when a turn has taken long enough.
 *
 * <p>Netty runs tasks until its queue is empty or the time it was given has passed, and it looks at the clock after each
 * task. Within an instant our time stands still, so tasks that keep submitting tasks would never let a turn end. This
 * ticker therefore goes a nanosecond ahead once it has been read {@link #MAX_READS_IN_A_TURN} times, and a turn is given
 * one nanosecond.
 */
final class TurnTicker implements Ticker {
    static final int MAX_READS_IN_A_TURN = 1_024;
    static final long TURN_NANOS = 1;

    private final LabClock clock;
    private int reads;

    TurnTicker(LabClock clock) {
        this.clock = clock;
    }

    void turnBegins() {
        reads = 0;
    }

    @Override
    public long nanoTime() {
        return ++reads > MAX_READS_IN_A_TURN ? clock.nanoTime() + TURN_NANOS : clock.nanoTime();
    }

    @Override
    public long initialNanoTime() {
        return clock.initialNanoTime();
    }

    @Override
    public void sleep(long delay, TimeUnit unit) {
        clock.sleep(delay, unit);
    }
}
