package labwire.netlab.time;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Drives a lab in virtual time: runs everything that an instant holds, then jumps to the next deadline.
 *
 * <p>The thread that makes it owns it: all calls, and everything in the lab, happen there.
 */
public final class VirtualTime implements AutoCloseable {
    private final VirtualClock clock;
    private final LabEventLoop loop;

    private VirtualTime(Instant epoch) {
        clock = new VirtualClock(epoch);
        loop = LabEventLoop.virtual(clock);
    }

    /** Virtual time that begins at the given calendar time. */
    public static VirtualTime startingAt(Instant epoch) {
        return new VirtualTime(epoch);
    }

    public LabEventLoop loop() {
        return loop;
    }

    public LabClock clock() {
        return clock;
    }

    /**
     * Runs until the condition holds, asked after every turn.
     *
     * @return false if it still does not hold at {@code limit} from now, where time then stands, or if nothing is left
     *     to happen
     * @throws IllegalStateException if an instant does not end
     */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long end = clock.nanoTime() + limit.toNanos();
        int steps = 0;
        while (!condition.getAsBoolean()) {
            int done = loop.runTurn();
            if (done > 0) {
                steps += done;
                if (steps > LabEventLoop.MAX_STEPS_AT_ONE_INSTANT) {
                    throw new IllegalStateException("steps at " + clock.nanoTime() + " ns: over "
                            + LabEventLoop.MAX_STEPS_AT_ONE_INSTANT + " (expected: an instant that ends)");
                }
                continue;
            }
            steps = 0;
            long next = loop.nextDeadline();
            if (next > end) {
                clock.advanceTo(end);
                return condition.getAsBoolean();
            }
            clock.advanceTo(Math.max(next, clock.nanoTime()));
        }
        return true;
    }

    /** Runs for the given time, or jumps to its end once nothing is left to happen. */
    public void runFor(Duration duration) {
        runUntil(() -> false, duration);
    }

    /**
     * Runs until the future is done, and gives its result.
     *
     * @throws IllegalStateException if it is not done within {@code limit} of virtual time, or has failed
     */
    public <V> V await(Future<V> future, Duration limit) {
        if (!runUntil(future::isDone, limit)) {
            throw new IllegalStateException("not done after " + limit + " of virtual time");
        }
        if (!future.isSuccess()) {
            throw new IllegalStateException(future.cause());
        }
        return future.getNow();
    }

    /** Ends the loop; what is still due does not happen. */
    @Override
    public void close() {
        if (!loop.isTerminated()) {
            loop.shutDownNow();
        }
    }
}
