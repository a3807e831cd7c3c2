package labwire.netlab.time;

import io.netty.util.concurrent.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The time of one lab: nanoseconds since it was made, and the same as calendar time.
 *
 * <p>On the lab's thread this is <em>logical</em> time: it stands still while the events of one instant are handled
 * and then moves to the next one. So a frame that is handled 50 µs late, because a thread woke late, still departs
 * when it should have departed.
 */
public abstract class LabClock implements Ticker, InstantSource {
    private final Instant epoch;

    LabClock(Instant epoch) {
        this.epoch = epoch;
    }

    /** Nanoseconds since the lab was made; never decreases on the lab's thread. */
    @Override
    public abstract long nanoTime();

    /** Sets logical time. Lab thread only; {@code nanos} is not before the present. */
    abstract void advanceTo(long nanos);

    /** How far calendar time has run ahead of {@link #nanoTime()} since the lab was made, in nanoseconds. */
    abstract long rebasedNanos();

    @Override
    public final Instant instant() {
        return epoch.plusNanos(nanoTime() + rebasedNanos());
    }

    @Override
    public final long initialNanoTime() {
        return 0;
    }

    /** A lab never sleeps: it arms a {@link LabTimer}. */
    @Override
    public final void sleep(long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("sleep on a lab clock (expected: a timer)");
    }
}
