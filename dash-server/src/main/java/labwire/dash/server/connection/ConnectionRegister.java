package labwire.dash.server.connection;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The connections a server has at a time, over all of its listeners, in the order they came. Safe for any thread. */
public final class ConnectionRegister {
    /** A connection that can be told to end. */
    interface Member {
        /** Ends it, once the responses under way have left. From any thread. */
        void shutDown();
    }

    /** For connections that were not let in. */
    static final long REFUSED = 0;

    private final int maxConnections;
    private final TreeMap<Long, Member> open = new TreeMap<>();
    private long entered;
    private long refused;
    private @Nullable Promise<Void> emptied;

    ConnectionRegister(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    /** Lets a connection in, under a number, or not: {@link #REFUSED}. */
    synchronized long enter(Member connection) {
        if (emptied != null || open.size() >= maxConnections) {
            refused++;
            return REFUSED;
        }
        entered++;
        open.put(entered, connection);
        return entered;
    }

    synchronized void leave(long number) {
        open.remove(number);
        if (emptied != null && open.isEmpty()) {
            emptied.trySuccess(null);
        }
    }

    /** Now. */
    public synchronized int size() {
        return open.size();
    }

    /** Since the start. */
    public synchronized long entered() {
        return entered;
    }

    /** Since the start: those that were one too many. */
    public synchronized long refused() {
        return refused;
    }

    /** Lets nobody in any more and ends every connection; completes when all of them have left. */
    public Future<Void> closeAll(EventExecutor executor) {
        List<Member> leaving;
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
        leaving.forEach(Member::shutDown);
        return promise;
    }
}
