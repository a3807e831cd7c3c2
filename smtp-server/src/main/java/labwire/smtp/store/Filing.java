package labwire.smtp.store;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import labwire.smtp.disk.SerialTask;

/**
 * Has acknowledged messages moved from the journal to where they are to go, a batch at a time. What cannot be filed now
 * stays in the journal and is tried again, after the others, with the next accepted message and, in growing intervals, by
 * the timer: nothing is lost, it is only not in its mailbox yet.
 */
final class Filing {

    private static final int MAX_BATCHES_WHILE_SETTLING = 4;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    private final Filer filer;
    private final int maxBatch;
    private final RetryTimer timer;
    private final SerialTask task;
    /** Accepted and not filed, by id. Guarded by itself. */
    private final TreeMap<String, Entry> waiting = new TreeMap<>();
    /** The last one tried, after which the next batch begins. */
    private String tried = "";

    private String filedUpTo = "";
    private volatile Optional<IOException> failure = Optional.empty();
    private volatile BooleanSupplier moreToCome = () -> false;
    private volatile Runnable afterBatch = () -> {};
    /** Guarded by itself. */
    private final List<Promise<Void>> settling = new ArrayList<>();

    private int batchesWhileSettling;
    /** After a batch that fails now. */
    private Duration retryAfter = FIRST_RETRY;

    private volatile boolean retryDue;
    private volatile boolean closed;

    Filing(Filer filer, Executor diskWork, int maxBatch, RetryTimer timer) {
        this.filer = filer;
        this.maxBatch = maxBatch;
        this.timer = timer;
        this.task = new SerialTask(diskWork, this::fileBatch);
    }

    /**
     * @param more whether messages are on their way into the journal, for which settling waits
     * @param batchDone run when there may be fewer that wait
     */
    void feedsFrom(BooleanSupplier more, Runnable batchDone) {
        moreToCome = more;
        afterBatch = batchDone;
    }

    void add(Entry entry) {
        synchronized (waiting) {
            waiting.put(entry.id(), entry);
        }
    }

    /**
     * A message that was deleted is not to be filed.
     *
     * @return whether it was waiting
     */
    boolean withdraw(Entry entry) {
        synchronized (waiting) {
            return waiting.remove(entry.id()) != null;
        }
    }

    /** Messages accepted and not filed. */
    int backlog() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Why messages could not be filed the last time; empty if they could. */
    Optional<IOException> failure() {
        return failure;
    }

    /** @return false if the executor takes no more work */
    boolean poke() {
        return task.poke();
    }

    /** See {@link MailStore#settle}. */
    Future<Void> settle(EventExecutor executor) {
        Promise<Void> settled = executor.newPromise();
        synchronized (settling) {
            settling.add(settled);
        }
        if (!poke()) {
            settled.tryFailure(new IOException("the executor for disk work has ended"));
        }
        return settled;
    }

    private void fileBatch() {
        List<Entry> batch = nextBatch();
        Optional<IOException> problem = Optional.empty();
        if (!batch.isEmpty()) {
            problem = filer.file(batch, this::done);
        }
        failure = problem;
        problem.ifPresentOrElse(why -> retryLater(), () -> retryAfter = FIRST_RETRY);
        // Fewer than a batch wait for more while more come: the next commit comes by here again.
        int left = backlog();
        boolean more = problem.isEmpty() && left > 0 && (left >= maxBatch || !moreToCome.getAsBoolean());
        if (!settleIfDone(more, problem) && more) {
            poke();
        }
        afterBatch.run();
    }

    private void retryLater() {
        if (retryDue || closed) {
            return;
        }
        retryDue = true;
        try {
            timer.schedule(this::retry, retryAfter);
        } catch (RejectedExecutionException e) {
            return; // The server is stopping; its next start tries again.
        }
        Duration twice = retryAfter.multipliedBy(2);
        retryAfter = twice.compareTo(LAST_RETRY) < 0 ? twice : LAST_RETRY;
    }

    private void retry() {
        retryDue = false;
        if (!closed) {
            poke();
        }
    }

    /** Nothing is tried again from here on. */
    void close() {
        closed = true;
    }

    private List<Entry> nextBatch() {
        List<Entry> batch = new ArrayList<>();
        synchronized (waiting) {
            Map<String, Entry> next = waiting.tailMap(tried, false);
            for (Entry entry : next.isEmpty() ? waiting.values() : next.values()) {
                if (batch.size() == maxBatch) {
                    break;
                }
                batch.add(entry);
            }
            tried = batch.isEmpty() ? "" : batch.get(batch.size() - 1).id();
        }
        return batch;
    }

    /**
     * These are filed.
     *
     * @return a message up to which, in the order of ids, all are
     */
    private String done(List<Entry> filed) {
        synchronized (waiting) {
            filed.forEach(entry -> waiting.remove(entry.id()));
            if (!filed.isEmpty()) {
                String last = filed.get(filed.size() - 1).id();
                if (waiting.isEmpty() || waiting.firstKey().compareTo(last) > 0) {
                    filedUpTo = last;
                }
            }
            return filedUpTo;
        }
    }

    /** A message up to which, in the order of ids, all are filed; empty if none is known. */
    String filedUpTo() {
        synchronized (waiting) {
            return filedUpTo;
        }
    }

    /** Returns whether those who waited were told. */
    private boolean settleIfDone(boolean more, Optional<IOException> problem) {
        List<Promise<Void>> settled;
        synchronized (settling) {
            // A commit under way will have its messages filed, and comes by here again.
            if (settling.isEmpty() || moreToCome.getAsBoolean()) {
                return false;
            }
            batchesWhileSettling++;
            if (more && batchesWhileSettling < MAX_BATCHES_WHILE_SETTLING) {
                return false;
            }
            settled = List.copyOf(settling);
            settling.clear();
            batchesWhileSettling = 0;
        }
        for (Promise<Void> promise : settled) {
            if (problem.isPresent()) {
                promise.tryFailure(problem.get());
            } else {
                promise.trySuccess(null);
            }
        }
        return true;
    }
}
