package labwire.netlab.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VirtualTimeTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final VirtualTime time = VirtualTime.startingAt(START);
    private final LabEventLoop loop = time.loop();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        time.close();
    }

    private Runnable logs(String name) {
        return () -> log.add(name + "@" + loop.now());
    }

    private void schedule(Runnable task, long delayNanos) {
        var unused = loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    }

    @Test
    void timeJumpsFromDeadlineToDeadline() {
        loop.newTimer(logs("a day")).arm(TimeUnit.DAYS.toNanos(1));
        loop.newTimer(logs("a nanosecond")).arm(1);
        time.runFor(Duration.ofDays(2));
        assertThat(log).containsExactly("a nanosecond@1", "a day@" + TimeUnit.DAYS.toNanos(1));
        assertThat(loop.now()).isEqualTo(TimeUnit.DAYS.toNanos(2));
        assertThat(time.clock().instant()).isEqualTo(START.plus(Duration.ofDays(2)));
    }

    @Test
    void atOneInstantTimersComeBeforeTasksAndEachKindInItsOrder() {
        schedule(logs("scheduled first"), 10);
        loop.newTimer(logs("timer")).arm(10);
        schedule(logs("scheduled second"), 10);
        loop.newTimer(logs("timer too")).arm(10);
        time.runFor(Duration.ofNanos(20));
        assertThat(log).containsExactly("timer@10", "timer too@10", "scheduled first@10", "scheduled second@10");
    }

    @Test
    void aTurnHoldsWhatWasPutOffThenTimersThenTasks() {
        loop.newTimer(() -> {
                    logs("timer").run();
                    loop.execute(logs("task of the timer"));
                    loop.newTimer(logs("timer of the timer")).arm(loop.now());
                    loop.atTurnEnd(logs("put off by the timer"));
                })
                .arm(10);
        schedule(
                () -> {
                    logs("scheduled").run();
                    loop.atTurnEnd(() -> {
                        logs("put off by the scheduled").run();
                        loop.atTurnEnd(logs("put off by what was put off"));
                    });
                },
                10);
        time.runFor(Duration.ofNanos(20));
        assertThat(log)
                .containsExactly(
                        "timer@10",
                        "task of the timer@10",
                        "scheduled@10",
                        "put off by the timer@10",
                        "put off by the scheduled@10",
                        "timer of the timer@10",
                        "put off by what was put off@10");
    }

    @Test
    void tasksRunInTheOrderOfTheirSubmissionAcrossTurns() {
        int count = 3 * TurnTicker.MAX_READS_IN_A_TURN;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            loop.execute(() -> order.add(number));
        }
        time.runFor(Duration.ZERO);
        assertThat(order).hasSize(count).isSorted();
    }

    @Test
    void timersAreNotKeptWaitingByTasksThatSubmitThemselves() {
        boolean[] fired = {false};
        loop.execute(new Runnable() {
            @Override
            public void run() {
                if (!fired[0]) {
                    loop.execute(this);
                }
            }
        });
        // Armed by a task, so that it is not due before the first turn's tasks have begun.
        loop.execute(() -> loop.newTimer(() -> fired[0] = true).arm(loop.now()));
        assertThat(time.runUntil(() -> fired[0], Duration.ZERO)).isTrue();
    }

    /** Tells how an action can see to it that it runs again at the same instant. */
    private enum Again {
        AS_A_TASK {
            @Override
            void run(LabEventLoop loop, Runnable action) {
                loop.execute(action);
            }
        },
        AT_TURN_END {
            @Override
            void run(LabEventLoop loop, Runnable action) {
                loop.atTurnEnd(action);
            }
        },
        BY_A_TIMER {
            @Override
            void run(LabEventLoop loop, Runnable action) {
                loop.newTimer(action).arm(loop.now());
            }
        };

        abstract void run(LabEventLoop loop, Runnable action);
    }

    @ParameterizedTest
    @EnumSource
    void anInstantWithoutEndIsAnError(Again again) {
        Runnable endless = new Runnable() {
            @Override
            public void run() {
                if (!loop.isShuttingDown()) {
                    again.run(loop, this);
                }
            }
        };
        endless.run();
        assertThatThrownBy(() -> time.runFor(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: an instant that ends");
    }

    @Test
    void awaitGivesTheResultOfAFuture() {
        Promise<String> promise = loop.newPromise();
        schedule(() -> promise.setSuccess("done"), TimeUnit.HOURS.toNanos(1));
        assertThat(time.await(promise, Duration.ofHours(2))).isEqualTo("done");
        assertThat(loop.now()).isEqualTo(TimeUnit.HOURS.toNanos(1));
    }

    @Test
    void awaitFailsWithTheFutureOrAtItsLimit() {
        Promise<String> failing = loop.newPromise();
        schedule(() -> failing.setFailure(new IllegalArgumentException("no route")), 5);
        assertThatThrownBy(() -> time.await(failing, Duration.ofSeconds(1))).hasRootCauseMessage("no route");
        Promise<String> never = loop.newPromise();
        assertThatThrownBy(() -> time.await(never, Duration.ofSeconds(1))).hasMessageContaining("not done after PT1S");
    }

    @Test
    void runUntilStopsAtOnceWhenItsConditionHolds() {
        loop.newTimer(logs("a")).arm(10);
        loop.newTimer(logs("b")).arm(20);
        assertThat(time.runUntil(() -> !log.isEmpty(), Duration.ofSeconds(1))).isTrue();
        assertThat(log).containsExactly("a@10");
        assertThat(loop.now()).isEqualTo(10);
    }

    @Test
    void whatIsDueAtTheLimitStillHappens() {
        loop.newTimer(logs("at the limit")).arm(10);
        loop.newTimer(logs("after it")).arm(11);
        time.runFor(Duration.ofNanos(10));
        assertThat(log).containsExactly("at the limit@10");
    }

    @Test
    void anExceptionOfATimerReachesTheDriver() {
        loop.newTimer(() -> {
                    throw new IllegalStateException("a programmer's error");
                })
                .arm(1);
        assertThatThrownBy(() -> time.runFor(Duration.ofSeconds(1))).hasMessage("a programmer's error");
    }

    @Test
    void afterCloseNothingHappensAnyMore() {
        loop.newTimer(logs("never")).arm(10);
        time.close();
        assertThat(loop.isTerminated()).isTrue();
        assertThatThrownBy(() -> loop.execute(logs("never"))).isInstanceOf(RejectedExecutionException.class);
        time.close();
        assertThat(log).isEmpty();
    }
}
