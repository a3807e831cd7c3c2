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

    /** A session, or what is about to become one. */
    public interface Member {

        /** Ends it, once a message under way to the store is kept. From any thread. */
        void shutDown();
    }

    /**
     * @param number to {@link #leave} by; 0 if it was not let in
     * @param refused why it was not let in
     */
    public record Entry(long number, Optional<ClosingReason> refused) {}

    private final int maxSessions;
    private final TreeMap<Long, Member> open = new TreeMap<>();
    private long entered;
    private @Nullable Promise<Void> emptied;

    public SessionRegister(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    /** Lets one in, or says why not. */
    public synchronized Entry enter(Member member) {
        if (emptied != null) {
            return new Entry(0, Optional.of(ClosingReason.SHUTTING_DOWN));
        }
        if (open.size() >= maxSessions) {
            return new Entry(0, Optional.of(ClosingReason.TOO_MANY_SESSIONS));
        }
        entered++;
        open.put(entered, member);
        return new Entry(entered, Optional.empty());
    }

    /** It is over. */
    public synchronized void leave(long number) {
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
