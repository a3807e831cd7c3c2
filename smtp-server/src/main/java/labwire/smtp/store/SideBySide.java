package labwire.smtp.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does slow things of one kind, such as syncs, side by side: a disk takes many syncs at once in little more time than
 * one. The calling thread works too, so that all is done even if the executor has no thread to spare.
 */
final class SideBySide {

    /** One of the things to do. */
    interface Step {
        void run() throws IOException;
    }

    private final List<Step> steps;
    private final Executor helpers;
    private final List<Optional<IOException>> failures;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger left;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private SideBySide(List<Step> steps, Executor helpers) {
        this.steps = steps;
        this.helpers = helpers;
        this.failures = new ArrayList<>(Collections.nCopies(steps.size(), Optional.empty()));
        this.left = new AtomicInteger(steps.size());
    }

    /**
     * Returns when all steps are done.
     *
     * @param maxHelpers tasks given to the executor at most
     * @return for each step, in order, why it failed; empty if it did not
     */
    static List<Optional<IOException>> run(List<Step> steps, Executor helpers, int maxHelpers) {
        if (steps.isEmpty()) {
            return List.of();
        }
        SideBySide work = new SideBySide(steps, helpers);
        for (int i = 0; i < Math.min(maxHelpers, steps.size() - 1); i++) {
            work.callForHelp();
        }
        while (work.runNext()) {
            // Until all are begun.
        }
        work.done.join();
        return work.failures;
    }

    private void callForHelp() {
        try {
            helpers.execute(() -> {
                if (runNext()) {
                    callForHelp(); // One step at a time: what else waits for the executor has its turn in between.
                }
            });
        } catch (RejectedExecutionException e) {
            // With one hand less, then.
        }
    }

    /** Runs the next step; false if all are begun. */
    private boolean runNext() {
        int i = next.getAndIncrement();
        if (i >= steps.size()) {
            return false;
        }
        try {
            steps.get(i).run();
        } catch (IOException e) {
            failures.set(i, Optional.of(e));
        } catch (RuntimeException e) {
            failures.set(i, Optional.of(new IOException(e)));
        } finally {
            if (left.decrementAndGet() == 0) {
                done.complete(null);
            }
        }
        return true;
    }
}
