package labwire.netlab.time;

import java.time.InstantSource;

/**
 * A clock that follows the system's. On the lab's thread it shows logical time; every other thread sees the system's.
 */
final class LiveClock extends LabClock {
    private final long systemNanosAtStart = System.nanoTime();
    /** Written by the lab's thread alone. */
    private volatile long systemNanosAtZero = systemNanosAtStart;

    private volatile Thread labThread = Thread.currentThread();
    private long logicalNanos;

    LiveClock() {
        super(InstantSource.system().instant());
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
        long zero = systemNanosAtZero;
        systemNanosAtZero = zero + lagNanos;
    }

    @Override
    long rebasedNanos() {
        return systemNanosAtZero - systemNanosAtStart;
    }
}
