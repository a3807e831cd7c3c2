package labwire.dash.server.connection;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The connections a server has at a time, over all of its listeners, in the order they came. Safe for any thread. */
public final class ConnectionRegister {
    /** A user event: the connection is to end once the responses under way have left, within the close time-out. */
    enum ShutDown {
        EVENT
    }

    private final int maxConnections;
    private final TreeMap<Long, Channel> open = new TreeMap<>();
    private long entered;
    private long refused;
    private @Nullable Promise<Void> emptied;

    ConnectionRegister(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    /** Lets a connection in until it closes, or says that it is one too many. */
    synchronized boolean enter(Channel connection) {
        if (emptied != null || open.size() >= maxConnections) {
            refused++;
            return false;
        }
        entered++;
        long number = entered;
        open.put(number, connection);
        connection.closeFuture().addListener(closed -> leave(number));
        return true;
    }

    private synchronized void leave(long number) {
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
        List<Channel> leaving;
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
        leaving.forEach(channel -> channel.pipeline().fireUserEventTriggered(ShutDown.EVENT));
        return promise;
    }
}
