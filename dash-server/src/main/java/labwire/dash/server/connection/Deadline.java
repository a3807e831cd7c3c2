package labwire.dash.server.connection;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One time-out of a connection, on its event loop's clock. It is set anew with every request and hardly ever expires, so
 * setting it later costs a field: the timer that runs looks again when it fires.
 */
final class Deadline {
    private final EventExecutor loop;
    private final Runnable expired;
    private boolean armed;
    private long dueNanos;
    private long timerNanos;
    private @Nullable Future<?> timer;

    Deadline(EventExecutor loop, Runnable expired) {
        this.loop = loop;
        this.expired = expired;
    }

    /** Expires so long after {@code nowNanos}, unless set anew. */
    void arm(long nowNanos, long timeoutNanos) {
        armed = true;
        dueNanos = nowNanos + timeoutNanos;
        if (timer != null && dueNanos - timerNanos < 0) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null) {
            startTimer(timeoutNanos);
        }
    }

    /** Leaves no timer behind. */
    void cancel() {
        armed = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void startTimer(long delayNanos) {
        timerNanos = dueNanos;
        timer = loop.schedule(this::fired, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
    }

    private void fired() {
        timer = null;
        if (!armed) {
            return;
        }
        long left = dueNanos - loop.ticker().nanoTime();
        if (left > 0) {
            startTimer(left);
        } else {
            armed = false;
            expired.run();
        }
    }
}
