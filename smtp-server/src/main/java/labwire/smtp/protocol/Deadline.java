package labwire.smtp.protocol;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One time-out of a connection, on its event loop's clock. Arming it anew for later, as happens with every command, costs
 * a field: the timer that runs already looks again when it fires.
 */
public final class Deadline {

    private final EventExecutor loop;
    private final Runnable expired;
    private boolean armed;
    private long dueNanos;
    private long timerDueNanos;
    private @Nullable Future<?> timer;

    public Deadline(EventExecutor loop, Runnable expired) {
        this.loop = loop;
        this.expired = expired;
    }

    public void arm(Duration timeout) {
        armed = true;
        dueNanos = loop.ticker().nanoTime() + timeout.toNanos();
        if (timer == null) {
            startTimer();
        } else if (dueNanos - timerDueNanos < 0) {
            timer.cancel(false);
            startTimer();
        }
    }

    public void disarm() {
        armed = false;
    }

    /** Disarms for good: leaves no timer behind. */
    public void cancel() {
        armed = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void startTimer() {
        timerDueNanos = dueNanos;
        long delay = dueNanos - loop.ticker().nanoTime();
        timer = loop.schedule(this::fired, Math.max(0, delay), TimeUnit.NANOSECONDS);
    }

    private void fired() {
        timer = null;
        if (!armed) {
            return;
        }
        if (dueNanos - loop.ticker().nanoTime() > 0) {
            startTimer();
        } else {
            armed = false;
            expired.run();
        }
    }
}
