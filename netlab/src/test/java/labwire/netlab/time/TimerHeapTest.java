package labwire.netlab.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private static final int TIMERS = 6;

    private final VirtualClock clock = new VirtualClock(Instant.EPOCH);
    private final TimerHeap heap = new TimerHeap(clock);
    private final List<String> log = new ArrayList<>();

    private LabTimer timer(String name) {
        return new LabTimer(heap, () -> log.add(name));
    }

    private void fireAt(long nanos) {
        clock.advanceTo(nanos);
        heap.fireDue();
    }

    @Test
    void timersOfOneInstantFireInTheOrderOfTheirArming() {
        LabTimer a = timer("a");
        LabTimer b = timer("b");
        LabTimer c = timer("c");
        c.arm(10);
        a.arm(10);
        b.arm(10);
        fireAt(10);
        assertThat(log).containsExactly("c", "a", "b");
    }

    @Test
    void armingAgainForTheSameInstantMovesATimerBehindTheOthers() {
        LabTimer a = timer("a");
        a.arm(10);
        timer("b").arm(10);
        a.arm(10);
        fireAt(10);
        assertThat(log).containsExactly("b", "a");
    }

    @Test
    void aTimerPutOffFiresOnceAtItsLastDeadline() {
        LabTimer a = timer("a");
        a.arm(10);
        a.arm(30);
        timer("b").arm(20);
        fireAt(10);
        assertThat(log).isEmpty();
        assertThat(heap.nextDeadlineNanos()).isEqualTo(20);
        fireAt(20);
        fireAt(30);
        fireAt(40);
        assertThat(log).containsExactly("b", "a");
    }

    @Test
    void aTimerBroughtForwardFiresOnceAtItsLastDeadline() {
        LabTimer a = timer("a");
        a.arm(30);
        a.arm(10);
        assertThat(heap.nextDeadlineNanos()).isEqualTo(10);
        fireAt(10);
        fireAt(30);
        assertThat(log).containsExactly("a");
    }

    @Test
    void aCancelledTimerDoesNotFireAndCanBeArmedAgain() {
        LabTimer a = timer("a");
        a.arm(10);
        a.cancel();
        assertThat(a.isArmed()).isFalse();
        assertThat(heap.nextDeadlineNanos()).isEqualTo(LabTimer.NEVER);
        a.arm(20);
        fireAt(15);
        assertThat(log).isEmpty();
        fireAt(20);
        assertThat(log).containsExactly("a");
    }

    @Test
    void aTimerArmedByAnotherOneWaitsForTheNextTurn() {
        LabTimer late = timer("late");
        LabTimer first = new LabTimer(heap, () -> {
            log.add("first");
            late.arm(clock.nanoTime());
        });
        first.arm(10);
        timer("second").arm(10);
        fireAt(10);
        assertThat(log).containsExactly("first", "second");
        heap.fireDue();
        assertThat(log).containsExactly("first", "second", "late");
    }

    @Test
    void aPastDeadlineCountsAsNowAndDoesNotOvertakeWhatIsDueNow() {
        LabTimer past = timer("past");
        LabTimer first = new LabTimer(heap, () -> {
            log.add("first");
            past.arm(3);
        });
        first.arm(10);
        timer("second").arm(10);
        fireAt(10);
        assertThat(past.deadlineNanos()).isEqualTo(10);
        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void aTimerCancelledByAnotherOneOfTheSameInstantDoesNotFire() {
        LabTimer victim = timer("victim");
        new LabTimer(heap, victim::cancel).arm(10);
        victim.arm(10);
        fireAt(10);
        assertThat(log).isEmpty();
    }

    @Test
    void armNoLaterThanOnlyBringsForward() {
        LabTimer a = timer("a");
        a.armNoLaterThan(20);
        a.armNoLaterThan(30);
        assertThat(a.deadlineNanos()).isEqualTo(20);
        a.armNoLaterThan(10);
        assertThat(a.deadlineNanos()).isEqualTo(10);
    }

    /** One thing done to the heap; a timer's number beyond the last one: time goes on and what is due fires. */
    private record Step(int timer, boolean cancel, int nanos) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, TIMERS + 1),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.integers().between(0, 20))
                .as(Step::new)
                .list()
                .ofMaxSize(200);
    }

    /** A timer as one would write it without a thought of speed. */
    private static final class ModelTimer {
        final int number;
        long deadline = LabTimer.NEVER;
        long order;

        ModelTimer(int number) {
            this.number = number;
        }
    }

    @Property(tries = 1_000)
    void agreesWithASortedList(@ForAll("steps") List<Step> steps) {
        VirtualClock modelClock = new VirtualClock(Instant.EPOCH);
        TimerHeap tried = new TimerHeap(modelClock);
        List<Integer> fired = new ArrayList<>();
        List<LabTimer> timers = new ArrayList<>();
        List<ModelTimer> model = new ArrayList<>();
        for (int i = 0; i < TIMERS; i++) {
            int number = i;
            timers.add(new LabTimer(tried, () -> fired.add(number)));
            model.add(new ModelTimer(i));
        }
        long order = 0;
        for (Step step : steps) {
            long now = modelClock.nanoTime();
            if (step.timer() >= TIMERS) {
                modelClock.advanceTo(now + step.nanos());
                tried.fireDue();
                assertThat(fired).isEqualTo(fireModel(model, modelClock.nanoTime()));
                fired.clear();
            } else if (step.cancel()) {
                timers.get(step.timer()).cancel();
                model.get(step.timer()).deadline = LabTimer.NEVER;
            } else {
                timers.get(step.timer()).arm(now + step.nanos());
                model.get(step.timer()).deadline = now + step.nanos();
                model.get(step.timer()).order = order++;
            }
            assertThat(tried.nextDeadlineNanos())
                    .isEqualTo(model.stream()
                            .mapToLong(timer -> timer.deadline)
                            .min()
                            .orElseThrow());
        }
    }

    private static List<Integer> fireModel(List<ModelTimer> model, long now) {
        List<ModelTimer> due = model.stream()
                .filter(timer -> timer.deadline <= now)
                .sorted(Comparator.<ModelTimer>comparingLong(timer -> timer.deadline)
                        .thenComparingLong(timer -> timer.order))
                .toList();
        due.forEach(timer -> timer.deadline = LabTimer.NEVER);
        return due.stream().map(timer -> timer.number).toList();
    }
}
