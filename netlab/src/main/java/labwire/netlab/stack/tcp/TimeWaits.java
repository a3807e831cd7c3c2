package labwire.netlab.stack.tcp;

import java.util.LinkedHashSet;
import java.util.Set;

/** The connections in TIME-WAIT. With too many, the oldest ends before its time (as a host must in some way). */
final class TimeWaits {
    static final int MAX_TIME_WAITS = 1 << 14;

    private final TcpCounters counters;
    private final int limit;
    private final Set<TcpSocket> sockets = new LinkedHashSet<>();

    TimeWaits(TcpCounters counters, int limit) {
        this.counters = counters;
        this.limit = limit;
    }

    void add(TcpSocket socket) {
        if (!sockets.add(socket) || sockets.size() <= limit) {
            return;
        }
        counters.count(TcpCounters.Event.TIME_WAIT_OVERFLOWS);
        TcpSocket oldest = sockets.iterator().next();
        sockets.remove(oldest);
        oldest.endTimeWait();
    }

    void remove(TcpSocket socket) {
        sockets.remove(socket);
    }
}
