package labwire.smtp.relay;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import labwire.smtp.client.ClientProfile;
import labwire.smtp.client.SmtpClientConnection;

/** Connections that wait for another message, and those in use. For one event loop. */
final class ConnectionPool {

    private record Idle(Target target, ClientProfile profile, SmtpClientConnection connection, Future<?> end) {}

    private final RelayLimits limits;
    private final EventLoop loop;
    /** The one that waits longest first. */
    private final List<Idle> idle = new ArrayList<>();

    private final Set<SmtpClientConnection> used = new LinkedHashSet<>();
    private boolean closed;

    ConnectionPool(RelayLimits limits, EventLoop loop) {
        this.limits = limits;
        this.loop = loop;
    }

    /** An idle connection to the target that was opened in the same way. */
    Optional<SmtpClientConnection> take(Target target, ClientProfile profile) {
        for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
            Idle one = each.next();
            if (!one.connection().isUsable()) {
                one.end().cancel(false);
                each.remove();
            } else if (one.target().equals(target) && one.profile().equals(profile)) {
                one.end().cancel(false);
                each.remove();
                used.add(one.connection());
                return Optional.of(one.connection());
            }
        }
        return Optional.empty();
    }

    /** A connection was opened. */
    void opened(SmtpClientConnection connection) {
        used.add(connection);
        if (closed) {
            connection.close();
        }
    }

    /** A connection is not needed for now. */
    void give(Target target, ClientProfile profile, SmtpClientConnection connection) {
        used.remove(connection);
        int most = connection.offer().limit("MAILMAX").orElse(limits.maxMessagesPerConnection());
        if (!connection.isUsable()) {
            connection.close();
        } else if (closed
                || idle.size() >= limits.maxIdleConnections()
                || connection.offer().limit("RCPTDOMAINMAX").isPresent() // RFC 9422: who comes next may be at another
                || connection.messages() >= Math.min(most, limits.maxMessagesPerConnection())) {
            connection.quit();
        } else {
            Future<?> end = loop.schedule(
                    () -> {
                        idle.removeIf(one -> one.connection() == connection);
                        connection.quit();
                    },
                    limits.idleTime().toNanos(),
                    TimeUnit.NANOSECONDS);
            idle.add(new Idle(target, profile, connection, end));
        }
    }

    /** Keeps no more connections. */
    void close() {
        closed = true;
        for (Idle one : idle) {
            one.end().cancel(false);
            one.connection().quit();
        }
        idle.clear();
    }

    /** Closes those in use too; what they are at fails. */
    void cut() {
        close();
        List.copyOf(used).forEach(SmtpClientConnection::close);
    }
}
