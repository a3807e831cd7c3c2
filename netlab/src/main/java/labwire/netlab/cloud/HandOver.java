package labwire.netlab.cloud;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A bounded queue to another thread, which is woken once for all that waits. Items may be offered by any thread.
 *
 * @param <T> immutable
 */
final class HandOver<T> {
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final int capacity;
    private final Executor receiver;
    private final Consumer<T> taker;
    private final Runnable afterBatch;

    /**
     * @param capacity items that may wait
     * @param receiver runs the taker: one thread
     * @param afterBatch runs there after all that waited was taken
     */
    HandOver(int capacity, Executor receiver, Consumer<T> taker, Runnable afterBatch) {
        this.capacity = capacity;
        this.receiver = receiver;
        this.taker = taker;
        this.afterBatch = afterBatch;
    }

    /** Puts an item at the end; false if the queue is full. */
    boolean offer(T item) {
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
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
            size.decrementAndGet();
            taker.accept(item);
        }
        afterBatch.run();
    }
}
