package labwire.smtp.store;

import java.time.Duration;

/** Has something run later; an event loop's {@code schedule} will do. Safe for any thread. */
@FunctionalInterface
public interface RetryTimer {

    /** Never runs anything: what failed is tried again with what comes next. */
    RetryTimer NONE = (task, delay) -> {};

    /** @throws java.util.concurrent.RejectedExecutionException if it takes nothing more, since it is ending */
    void schedule(Runnable task, Duration delay);
}
