package labwire.netlab.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop with a thread of its own. What these tests wait for has no bound but the timeout. */
@Timeout(60)
class LiveLoopTest {
    private static final int SUBMITTERS = 4;
    private static final int TASKS_OF_EACH = 5_000;

    private final LabEventLoop loop = LabEventLoop.live("lab-test");

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void tasksOfOtherThreadsRunOnTheLabsThread() throws Exception {
        CompletableFuture<String> thread = new CompletableFuture<>();
        loop.execute(() -> thread.complete(Thread.currentThread().getName()));
        assertThat(thread.get()).isEqualTo("lab-test");
    }

    @Test
    void everyTaskOfManyThreadsRunsWhetherTheLoopWasParkedOrNot() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(SUBMITTERS * TASKS_OF_EACH);
        for (int i = 0; i < SUBMITTERS; i++) {
            new Thread(() -> {
                        for (int task = 0; task < TASKS_OF_EACH; task++) {
                            loop.execute(() -> {
                                ran.incrementAndGet();
                                all.countDown();
                            });
                        }
                    })
                    .start();
        }
        all.await();
        assertThat(ran).hasValue(SUBMITTERS * TASKS_OF_EACH);
    }

    @Test
    void aTimerFiresAtItsLogicalInstantHoweverLateItsThreadWoke() throws Exception {
        CompletableFuture<Long> late = new CompletableFuture<>();
        loop.execute(() -> {
            long deadline = loop.now() + TimeUnit.MILLISECONDS.toNanos(2);
            LabTimer timer = loop.newTimer(() -> late.complete(loop.now() - deadline));
            timer.arm(deadline);
        });
        assertThat(late.get()).isZero();
    }

    @Test
    void scheduledTasksRunToo() throws Exception {
        CompletableFuture<String> thread = new CompletableFuture<>();
        var unused = loop.schedule(() -> thread.complete(Thread.currentThread().getName()), 1, TimeUnit.MILLISECONDS);
        assertThat(thread.get()).isEqualTo("lab-test");
    }

    @Test
    void timersGoOnWhileATaskKeepsSubmittingItself() throws Exception {
        CompletableFuture<String> fired = new CompletableFuture<>();
        loop.execute(new Runnable() {
            @Override
            public void run() {
                if (!fired.isDone()) {
                    loop.execute(this);
                }
            }
        });
        loop.execute(
                () -> loop.newTimer(() -> fired.complete("fired")).arm(loop.now() + TimeUnit.MILLISECONDS.toNanos(1)));
        assertThat(fired.get()).isEqualTo("fired");
    }

    @Test
    void aPauseIsTakenOutOfLabTimeAndNotOutOfTheCalendar() throws Exception {
        Duration pause = Duration.ofNanos(4 * LabEventLoop.MAX_LAG_NANOS);
        CompletableFuture<Duration> labTime = new CompletableFuture<>();
        CompletableFuture<Duration> calendarTime = new CompletableFuture<>();
        loop.execute(() -> {
            long before = loop.now();
            Instant calendarBefore = loop.clock().instant();
            LabTimer next = loop.newTimer(() -> {
                labTime.complete(Duration.ofNanos(loop.now() - before));
                calendarTime.complete(
                        Duration.between(calendarBefore, loop.clock().instant()));
            });
            next.arm(before + TimeUnit.MILLISECONDS.toNanos(1));
            spinFor(pause);
        });
        assertThat(labTime.get()).isEqualTo(Duration.ofMillis(1));
        assertThat(calendarTime.get()).isGreaterThanOrEqualTo(pause);
        assertThat(loop.rebaseCount()).isPositive();
    }

    @Test
    void timeGoesOnUnderMoreWorkThanTheThreadCanDo() throws Exception {
        CompletableFuture<Integer> steps = new CompletableFuture<>();
        AtomicInteger done = new AtomicInteger();
        loop.execute(() -> {
            LabTimer[] work = new LabTimer[1];
            work[0] = loop.newTimer(() -> {
                spinFor(Duration.ofNanos(100_000));
                done.incrementAndGet();
                work[0].arm(loop.now() + 1_000);
            });
            work[0].arm(loop.now());
            loop.newTimer(() -> steps.complete(done.get())).arm(loop.now() + TimeUnit.MILLISECONDS.toNanos(100));
        });
        // 1,000 steps fill 100 ms; were time to wait for all that is due in it, there would be 100,000.
        assertThat(steps.get()).isLessThan(10_000);
    }

    /** What a pause of the process looks like to the lab's thread. */
    private static void spinFor(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void stopEndsTheLoopAfterTheTasksAtHand() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            loop.execute(ran::incrementAndGet);
        }
        loop.stop();
        assertThat(ran).hasValue(100);
        assertThat(loop.isTerminated()).isTrue();
        loop.stop();
    }

    @Test
    void stopFromTheLabsOwnThreadDoesNotWaitForItself() throws Exception {
        CompletableFuture<String> stopped = new CompletableFuture<>();
        loop.execute(() -> {
            loop.stop();
            stopped.complete("returned");
        });
        assertThat(stopped.get()).isEqualTo("returned");
        loop.stop();
        assertThat(loop.isTerminated()).isTrue();
    }

    @Test
    void otherThreadsSeeTimePass() {
        long before = loop.now();
        spinFor(Duration.ofNanos(1_000));
        assertThat(loop.now()).isGreaterThan(before);
    }
}
