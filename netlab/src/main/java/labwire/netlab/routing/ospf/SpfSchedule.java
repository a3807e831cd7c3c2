package labwire.netlab.routing.ospf;

import java.util.concurrent.TimeUnit;

/**
 * When routes are computed: a while after the first change, and not again before a hold time is over, which doubles
 * while changes go on (as IOS's {@code timers throttle spf}).
 */
public final class SpfSchedule {
    private RouterSettings settings;
    private long dueAt = OspfTimes.NEVER;
    private long holdNanos;
    private long holdUntil;
    private boolean ran;
    private long lastRun;

    SpfSchedule(RouterSettings settings) {
        this.settings = settings;
    }

    void settings(RouterSettings newSettings) {
        settings = newSettings;
    }

    /** A database has changed. */
    void changed(long now) {
        if (dueAt != OspfTimes.NEVER) {
            return;
        }
        if (now >= holdUntil + holdNanos) {
            holdNanos = 0;
        }
        boolean held = ran && now < holdUntil;
        dueAt = held ? holdUntil : now + TimeUnit.MILLISECONDS.toNanos(settings.spfStartMillis());
    }

    void ran(long now) {
        long hold = TimeUnit.MILLISECONDS.toNanos(settings.spfHoldMillis());
        long max = TimeUnit.MILLISECONDS.toNanos(settings.spfMaxMillis());
        holdNanos = Math.min(holdNanos == 0 ? hold : holdNanos * 2, Math.max(max, hold));
        holdUntil = now + holdNanos;
        dueAt = OspfTimes.NEVER;
        ran = true;
        lastRun = now;
    }

    long dueAt() {
        return dueAt;
    }

    /** In lab time; 0 before the first. */
    public long lastRunNanos() {
        return lastRun;
    }

    /** When routes are to be computed next, in lab time, or {@link Long#MAX_VALUE}. */
    public long dueNanos() {
        return dueAt;
    }
}
