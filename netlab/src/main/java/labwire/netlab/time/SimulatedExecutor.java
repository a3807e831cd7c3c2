package labwire.netlab.time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/**
 * The pool of a lab in virtual time: work completes after a seeded latency, a bounded number of pieces at once, so that
 * group commits and races happen there too. Runs everything on the lab's loop.
 */
public final class SimulatedExecutor implements Executor {
    /** Pieces of work that may wait. */
    static final int MAX_WAITING = 1_000_000;

    private final LabEventLoop loop;
    private final RandomGenerator random;
    private final long minLatencyNanos;
    private final long maxLatencyNanos;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int idle;

    /**
     * @param concurrency pieces of work in progress at once, at least 1
     * @param minLatency of a piece of work; with {@code maxLatency} the bounds, both inclusive, of a uniform choice
     */
    public SimulatedExecutor(
            LabEventLoop loop, RandomGenerator random, int concurrency, Duration minLatency, Duration maxLatency) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: at least 1)");
        }
        if (minLatency.isNegative() || minLatency.compareTo(maxLatency) > 0) {
            throw new IllegalArgumentException(
                    "latency: " + minLatency + " to " + maxLatency + " (expected: 0 <= minimum <= maximum)");
        }
        this.loop = loop;
        this.random = random;
        this.idle = concurrency;
        this.minLatencyNanos = minLatency.toNanos();
        this.maxLatencyNanos = maxLatency.toNanos();
    }

    @Override
    public void execute(Runnable work) {
        if (waiting.size() >= MAX_WAITING) {
            throw new RejectedExecutionException("waiting work: " + MAX_WAITING + " pieces (expected: fewer)");
        }
        waiting.add(work);
        startWaiting();
    }

    private void startWaiting() {
        while (idle > 0 && !waiting.isEmpty()) {
            idle--;
            Runnable work = waiting.remove();
            long latencyNanos = random.nextLong(minLatencyNanos, maxLatencyNanos + 1);
            loop.newTimer(() -> complete(work)).arm(loop.now() + latencyNanos);
        }
    }

    private void complete(Runnable work) {
        try {
            work.run();
        } finally {
            idle++;
            startWaiting();
        }
    }
}
