package labwire.netlab.time;

/**
 * A deadline that can be moved as often as one likes: one for a link, one for a connection, never one for a frame.
 *
 * <p>Arming it later, or cancelling it, costs two stores: its place in the heap is mended when it comes to the top.
 * Lab thread only.
 */
public final class LabTimer {
    static final long NEVER = Long.MAX_VALUE;

    private final TimerHeap heap;
    private final Runnable action;
    private long deadlineNanos = NEVER;
    private long sequence;

    /** The key under which the heap holds this timer: never after the deadline. */
    long heapDeadlineNanos;

    long heapSequence;
    int heapIndex = -1;

    LabTimer(TimerHeap heap, Runnable action) {
        this.heap = heap;
        this.action = action;
    }

    /**
     * Sets or moves the deadline. Timers of one instant fire in the order in which they were armed.
     *
     * @param newDeadlineNanos in lab time; a past one counts as now
     */
    public void arm(long newDeadlineNanos) {
        deadlineNanos = Math.max(newDeadlineNanos, heap.now());
        sequence = heap.nextSequence();
        heap.armed(this);
    }

    /** Arms only if that brings the deadline forward. */
    public void armNoLaterThan(long newDeadlineNanos) {
        if (Math.max(newDeadlineNanos, heap.now()) < deadlineNanos) {
            arm(newDeadlineNanos);
        }
    }

    public void cancel() {
        deadlineNanos = NEVER;
    }

    public boolean isArmed() {
        return deadlineNanos != NEVER;
    }

    /** The deadline in lab time, or {@link Long#MAX_VALUE}. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    long sequence() {
        return sequence;
    }

    void fire() {
        deadlineNanos = NEVER;
        action.run();
    }
}
