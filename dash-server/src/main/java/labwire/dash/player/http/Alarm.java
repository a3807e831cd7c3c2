package labwire.dash.player.http;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline on an event loop's clock. Setting it anew for later, as happens with every piece that arrives, costs a
 * field: the timer that runs already looks again when it fires. For the event loop's thread.
 */
public final class Alarm {
    private final EventLoop loop;
    private final Runnable action;
    private boolean set;
    private long dueNanos;
    private long timerDueNanos;
    private @Nullable Future<?> timer;

    /** @param action runs on the loop, no more than once for each setting */
    public Alarm(EventLoop loop, Runnable action) {
        this.loop = loop;
        this.action = action;
    }

    /**
     * Sets it, in place of what was set before.
     *
     * @param dueNanos on the loop's ticker; at once if that is past
     */
    public void set(long dueNanos) {
        set = true;
        this.dueNanos = dueNanos;
        if (timer == null) {
            startTimer();
        } else if (dueNanos - timerDueNanos < 0) {
            timer.cancel(false);
            startTimer();
        }
    }

    /** Leaves no timer behind. */
    public void cancel() {
        set = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void startTimer() {
        timerDueNanos = dueNanos;
        long delayNanos = dueNanos - loop.ticker().nanoTime();
        timer = loop.schedule(this::fired, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
    }

    private void fired() {
        timer = null;
        if (!set) {
            return;
        }
        if (dueNanos - loop.ticker().nanoTime() > 0) {
            startTimer();
        } else {
            set = false;
            action.run();
        }
    }
}
