package labwire.netlab.cloud;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A bounded queue to another thread, which is woken once for all that waits. Items may be offered by any thread.
 *
 * @param <T> immutable
 */
final class HandOver<T> {
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingSize = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final int capacity;
    private final ToIntFunction<T> size;
    private final Executor receiver;
    private final Consumer<T> taker;
    private final Runnable afterBatch;

    /** Of items that each count as one. */
    HandOver(int capacity, Executor receiver, Consumer<T> taker, Runnable afterBatch) {
        this(capacity, item -> 1, receiver, taker, afterBatch);
    }

    /**
     * @param capacity how much may wait; one item may go beyond it
     * @param size what an item counts as
     * @param receiver runs the taker: one thread
     * @param afterBatch runs there after all that waited was taken
     */
    HandOver(int capacity, ToIntFunction<T> size, Executor receiver, Consumer<T> taker, Runnable afterBatch) {
        this.capacity = capacity;
        this.size = size;
        this.receiver = receiver;
        this.taker = taker;
        this.afterBatch = afterBatch;
    }

    /** Puts an item at the end; false if the queue is full. */
    boolean offer(T item) {
        int itemSize = size.applyAsInt(item);
        if (waitingSize.getAndAdd(itemSize) >= capacity) {
            waitingSize.addAndGet(-itemSize);
            return false;
        }
        waiting.add(item);
        if (woken.compareAndSet(false, true)) {
            receiver.execute(this::takeAll);
        }
        return true;
    }

    private void takeAll() {
        // First, so that what comes from now on wakes anew: nothing is left lying.
        woken.set(false);
        for (T item = waiting.poll(); item != null; item = waiting.poll()) {
            waitingSize.addAndGet(-size.applyAsInt(item));
            taker.accept(item);
        }
        afterBatch.run();
    }
}
