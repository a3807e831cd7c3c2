package labwire.smtp.protocol;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import labwire.smtp.session.ClosingReason;
import org.jspecify.annotations.Nullable;

/** The sessions a server has at a time, over all of its listeners, in the order they came. Safe for any thread. */
public final class SessionRegister {

    private final int maxSessions;
    private final TreeMap<Long, SmtpConnection> open = new TreeMap<>();
    private long entered;
    private @Nullable Promise<Void> emptied;

    public SessionRegister(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    /** Lets a connection in, or says why not. */
    synchronized Optional<ClosingReason> enter(SmtpConnection connection) {
        if (emptied != null) {
            return Optional.of(ClosingReason.SHUTTING_DOWN);
        }
        if (open.size() >= maxSessions) {
            return Optional.of(ClosingReason.TOO_MANY_SESSIONS);
        }
        entered++;
        connection.enteredAs(entered);
        open.put(entered, connection);
        return Optional.empty();
    }

    synchronized void leave(long number) {
        open.remove(number);
        if (emptied != null && open.isEmpty()) {
            emptied.trySuccess(null);
        }
    }

    public synchronized int size() {
        return open.size();
    }

    /** Lets nobody in any more and ends every session; completes when all of them have left. */
    public Future<Void> closeAll(EventExecutor executor) {
        List<SmtpConnection> leaving;
        Promise<Void> promise;
        synchronized (this) {
            if (emptied != null) {
                return emptied;
            }
            promise = executor.newPromise();
            emptied = promise;
            leaving = List.copyOf(open.values());
            if (leaving.isEmpty()) {
                promise.trySuccess(null);
            }
        }
        leaving.forEach(SmtpConnection::shutDown);
        return promise;
    }
}
