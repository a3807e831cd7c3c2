package labwire.netlab.time;

import java.time.InstantSource;

/**
 * A clock that follows the system's. On the lab's thread it shows logical time; every other thread sees the system's.
 */
final class LiveClock extends LabClock {
    private volatile long systemNanosAtZero;
    private volatile long rebasedNanos;
    private volatile Thread labThread = Thread.currentThread();
    private long logicalNanos;

    LiveClock() {
        super(InstantSource.system().instant());
        systemNanosAtZero = System.nanoTime();
    }

    void ownedBy(Thread thread) {
        labThread = thread;
    }

    @Override
    public long nanoTime() {
        return Thread.currentThread() == labThread ? logicalNanos : systemNanos();
    }

    /** What logical time would be if the loop had nothing left to do. */
    long systemNanos() {
        return System.nanoTime() - systemNanosAtZero;
    }

    @Override
    void advanceTo(long nanos) {
        logicalNanos = nanos;
    }

    /** Takes a pause of the process out of lab time, so that not every hello timer expires after it. */
    void rebase(long lagNanos) {
        systemNanosAtZero += lagNanos;
        rebasedNanos += lagNanos;
    }

    @Override
    long rebasedNanos() {
        return rebasedNanos;
    }
}
