package labwire.netlab.time;

import java.time.Instant;

/** A clock that moves only when it is told to. */
final class VirtualClock extends LabClock {
    private long now;

    VirtualClock(Instant epoch) {
        super(epoch);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    void advanceTo(long nanos) {
        now = nanos;
    }

    @Override
    long rebasedNanos() {
        return 0;
    }
}
