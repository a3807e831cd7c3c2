package labwire.smtp.hook;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

/** Answers questions of sessions. Safe for sessions on several event loops; never blocks. */
@FunctionalInterface
public interface Hook {

    /** Says yes to everything. */
    Hook NONE = (inquiry, executor) -> executor.newSucceededFuture(Decision.ACCEPT);
    /**
     * @param executor the session's event loop, whose timers and promises the hook may use
     * @return the decision, at once or later; a failed future counts as a temporary failure (451)
     */
    Future<Decision> decide(Inquiry inquiry, EventExecutor executor);
}
