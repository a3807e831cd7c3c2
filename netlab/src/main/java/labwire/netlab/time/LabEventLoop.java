package labwire.netlab.time;

import io.netty.channel.ManualIoEventLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one loop of a lab: its timers, the frames on its links and the tasks of its Netty channels, in one order.
 *
 * <p>A turn at one instant is: the actions put off by {@link #atTurnEnd}, the timers that are due by (deadline, order
 * of arming), Netty's tasks by order of submission (some 1,000, then the next turn begins). Turns follow until the instant has nothing left; then time moves
 * to the next deadline. Live, a thread of its own runs it beside the system's clock; virtual, {@link VirtualTime}.
 */
public final class LabEventLoop extends ManualIoEventLoop {
    /** More actions, timers and tasks than this at one instant of virtual time are taken for a loop without end. */
    static final int MAX_STEPS_AT_ONE_INSTANT = 10_000_000;
    /** Live, time moves on after this many turns, whatever other threads keep submitting. */
    private static final int MAX_LIVE_TURNS_AT_ONE_INSTANT = 64;
    /**
     * A live loop is not further behind the system's clock than this. If it comes by a pause, the pause is taken out of
     * lab time; if by too much work, time is moved on.
     */
    static final long MAX_LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** Live, a deadline nearer than this is waited for awake: a parked thread wakes some 50 µs late. */
    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final LabClock clock;
    private final LabIoHandler handler;
    private final TurnTicker turnTicker;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;
    /** Live, when time last moved, by the system's clock. */
    private long movedOnNanos;

    private final AtomicLong rebaseCount = new AtomicLong();

    private LabEventLoop(@Nullable Thread owner, LabClock clock, LabIoHandler handler, TurnTicker turnTicker) {
        super(null, owner, executor -> handler, turnTicker);
        this.clock = clock;
        this.handler = handler;
        this.turnTicker = turnTicker;
    }

    /**
     * Starts a loop that follows the system's clock on a daemon thread of the given name.
     *
     * @see #stop()
     */
    public static LabEventLoop live(String threadName) {
        LiveClock clock = new LiveClock();
        LabIoHandler handler = new LabIoHandler(clock);
        LabEventLoop loop = new LabEventLoop(null, clock, handler, new TurnTicker(clock));
        Thread thread = new Thread(() -> loop.runLive(clock), threadName);
        thread.setDaemon(true);
        loop.setOwningThread(thread);
        clock.ownedBy(thread);
        handler.ownedBy(thread);
        thread.start();
        return loop;
    }

    /** A loop that the calling thread owns and drives. */
    static LabEventLoop virtual(LabClock clock) {
        return new LabEventLoop(Thread.currentThread(), clock, new LabIoHandler(clock), new TurnTicker(clock));
    }

    public LabClock clock() {
        return clock;
    }

    /** The present instant, in nanoseconds of lab time. */
    public long now() {
        return clock.nanoTime();
    }

    /** Makes a timer, not armed. The action runs on this loop. */
    public LabTimer newTimer(Runnable action) {
        return new LabTimer(handler.timers(), action);
    }

    /**
     * Runs the action once, at this instant, after the events and tasks at hand: for what gathers work first (segments
     * to send, an acknowledgment for all that arrived). Lab thread only.
     */
    public void atTurnEnd(Runnable action) {
        handler.atTurnEnd(action);
    }

    /** How often a live loop was so late that it took the pause out of lab time. Any thread. */
    public long rebaseCount() {
        return rebaseCount.get();
    }

    /**
     * Runs one turn.
     *
     * @return how many actions, timers and tasks it had; 0: this instant is over
     */
    int runTurn() {
        turnTicker.turnBegins();
        return runNow(TurnTicker.TURN_NANOS);
    }

    // Netty would ask the ticker, which is ahead at the end of a long turn, and ticker() is final.
    @SuppressWarnings("deprecation")
    @Override
    protected long getCurrentTimeNanos() {
        return clock.nanoTime();
    }

    /** The next instant at which something is to be done, or {@link Long#MAX_VALUE}. */
    long nextDeadline() {
        long netty = nextScheduledTaskDeadlineNanos();
        long timers = handler.timers().nextDeadlineNanos();
        return netty < 0 ? timers : Math.min(netty, timers);
    }

    /** Ends a live loop after the tasks at hand. From another thread, waits until it has ended; idempotent. */
    public void stop() {
        stopping = true;
        handler.wakeup();
        if (inEventLoop()) {
            return;
        }
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void runLive(LiveClock liveClock) {
        try {
            int turns = 0;
            while (!stopping) {
                boolean settled = runTurn() == 0;
                if (settled || ++turns == MAX_LIVE_TURNS_AT_ONE_INSTANT) {
                    turns = 0;
                    moveOn(liveClock, settled);
                }
            }
            runNow();
            shutDownNow();
        } finally {
            ended.countDown();
        }
    }

    /** Waits for the next instant if the present one has nothing left, then moves logical time. */
    private void moveOn(LiveClock liveClock, boolean settled) {
        long next = nextDeadline();
        long system = liveClock.systemNanos();
        if (settled && next > system) {
            if (next - system < SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                // A task from another thread gives the permit that ends this at once, even if it came just before.
                LockSupport.parkNanos(this, next - system);
            }
            system = liveClock.systemNanos();
        }
        if (system - next > MAX_LAG_NANOS) {
            if (system - movedOnNanos > MAX_LAG_NANOS) {
                liveClock.rebase(system - next);
                rebaseCount.incrementAndGet();
                system = next;
            } else {
                // Not a pause, but more work than one thread can do: time goes on, and what is due comes late.
                next = system - MAX_LAG_NANOS;
            }
        }
        movedOnNanos = system;
        liveClock.advanceTo(Math.max(now(), Math.min(next, system)));
    }

    // shutdownGracefully() really sleeps, which virtual time cannot.
    @SuppressWarnings("deprecation")
    void shutDownNow() {
        shutdown();
        while (!isTerminated()) {
            clock.advanceTo(now() + 1);
            runNow();
        }
    }
}
