package labwire.netlab.time;

import java.util.Arrays;

/** A binary heap of timers, ordered by (deadline, order of arming). Each timer is in it at most once. */
final class TimerHeap {
    private final LabClock clock;
    private LabTimer[] timers = new LabTimer[64];
    private int size;
    private long lastSequence;

    TimerHeap(LabClock clock) {
        this.clock = clock;
    }

    long now() {
        return clock.nanoTime();
    }

    long nextSequence() {
        return ++lastSequence;
    }

    /** Takes in a timer whose deadline was just set. */
    void armed(LabTimer timer) {
        if (timer.heapIndex < 0) {
            if (size == timers.length) {
                timers = Arrays.copyOf(timers, size * 2);
            }
            takeKey(timer);
            siftUp(size++, timer);
        } else if (timer.deadlineNanos() < timer.heapDeadlineNanos) {
            takeKey(timer);
            siftUp(timer.heapIndex, timer);
        }
    }

    /** The next deadline, or {@link LabTimer#NEVER}. */
    long nextDeadlineNanos() {
        mendTop();
        return size == 0 ? LabTimer.NEVER : timers[0].heapDeadlineNanos;
    }

    /**
     * Fires the timers whose deadline is not after the present, but not those that are armed meanwhile.
     *
     * @return how many
     */
    int fireDue() {
        long nowNanos = now();
        long lastToFire = lastSequence;
        int fired = 0;
        while (nextDeadlineNanos() <= nowNanos && timers[0].heapSequence <= lastToFire) {
            LabTimer timer = timers[0];
            removeTop();
            timer.fire();
            fired++;
        }
        return fired;
    }

    private static void takeKey(LabTimer timer) {
        timer.heapDeadlineNanos = timer.deadlineNanos();
        timer.heapSequence = timer.sequence();
    }

    /** Moves timers that were cancelled or put off meanwhile from the top to where they belong. */
    private void mendTop() {
        while (size > 0) {
            LabTimer top = timers[0];
            if (!top.isArmed()) {
                removeTop();
            } else if (top.heapSequence != top.sequence()) {
                takeKey(top);
                siftDown(0, top);
            } else {
                return;
            }
        }
    }

    private void removeTop() {
        timers[0].heapIndex = -1;
        LabTimer last = timers[--size];
        timers[size] = null;
        if (size > 0) {
            siftDown(0, last);
        }
    }

    private void siftUp(int start, LabTimer timer) {
        int index = start;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (!isBefore(timer, timers[parent])) {
                break;
            }
            place(index, timers[parent]);
            index = parent;
        }
        place(index, timer);
    }

    private void siftDown(int start, LabTimer timer) {
        int index = start;
        while (true) {
            int child = 2 * index + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(timers[child + 1], timers[child])) {
                child++;
            }
            if (!isBefore(timers[child], timer)) {
                break;
            }
            place(index, timers[child]);
            index = child;
        }
        place(index, timer);
    }

    private void place(int index, LabTimer timer) {
        timers[index] = timer;
        timer.heapIndex = index;
    }

    private static boolean isBefore(LabTimer a, LabTimer b) {
        return a.heapDeadlineNanos != b.heapDeadlineNanos
                ? a.heapDeadlineNanos < b.heapDeadlineNanos
                : a.heapSequence < b.heapSequence;
    }
}
