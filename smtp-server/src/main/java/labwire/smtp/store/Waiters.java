package labwire.smtp.store;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Those who want to hear of accepted messages: of one that matches, or of every one. Safe for any thread. */
final class Waiters {

    private record Waiter(Predicate<MailSummary> wanted, Promise<MailSummary> found) {}

    private final int maxWaiters;
    /** Guarded by itself. */
    private final List<Waiter> waiting = new ArrayList<>();

    /** The same listener may be there twice. */
    private record Listening(Consumer<MailSummary> listener, Object token) {}

    private final CopyOnWriteArrayList<Listening> listeners = new CopyOnWriteArrayList<>();

    Waiters(int maxWaiters) {
        this.maxWaiters = maxWaiters;
    }

    /** @param look for one that is there already, once it is certain that none accepted from now on is missed */
    Future<MailSummary> add(
            Predicate<MailSummary> wanted, EventExecutor executor, Supplier<Optional<MailSummary>> look) {
        Promise<MailSummary> found = executor.newPromise();
        Waiter waiter = new Waiter(wanted, found);
        boolean room;
        synchronized (waiting) {
            room = waiting.size() < maxWaiters;
            if (room) {
                waiting.add(waiter);
            }
        }
        if (!room) {
            return executor.newFailedFuture(new RejectedExecutionException(
                    "mail waited for: " + (maxWaiters + 1) + " times at once (expected: at most " + maxWaiters + ")"));
        }
        found.addListener(done -> {
            synchronized (waiting) {
                waiting.remove(waiter);
            }
        });
        look.get().ifPresent(found::trySuccess);
        return found;
    }

    Runnable listen(Consumer<MailSummary> listener) {
        Listening registered = new Listening(listener, new Object());
        listeners.add(registered);
        return () -> listeners.remove(registered);
    }

    void accepted(MailSummary summary) {
        listeners.forEach(listening -> listening.listener().accept(summary));
        List<Waiter> now;
        synchronized (waiting) {
            now = waiting.isEmpty() ? List.of() : List.copyOf(waiting);
        }
        for (Waiter waiter : now) {
            try {
                if (waiter.wanted().test(summary)) {
                    waiter.found().trySuccess(summary);
                }
            } catch (RuntimeException e) {
                waiter.found().tryFailure(e);
            }
        }
    }
}
