package labwire.netlab.stack.tcp;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;

/** A port that takes connections: the LISTEN state. Lab thread only. */
public final class TcpListener {
    /** Larger backlogs are cut to this. */
    public static final int MAX_BACKLOG = 4096;

    private final TcpLayer layer;
    private final IpAddress localAddress;
    private final int localPort;
    private final int backlog;
    private final TcpSettings settings;
    private final TcpAcceptor acceptor;
    /** The SYN queue: handshakes under way. */
    private final Set<TcpSocket> halfOpen = new LinkedHashSet<>();
    /** The accept queue: handshakes done, not yet handed to the acceptor. */
    private final ArrayDeque<TcpSocket> established = new ArrayDeque<>();

    private boolean accepting = true;
    private boolean closed;

    TcpListener(
            TcpLayer layer,
            IpAddress localAddress,
            int localPort,
            int backlog,
            TcpSettings settings,
            TcpAcceptor acceptor) {
        this.layer = layer;
        this.localAddress = localAddress;
        this.localPort = localPort;
        this.backlog = Math.min(backlog, MAX_BACKLOG);
        this.settings = settings;
        this.acceptor = acceptor;
    }

    /** {@link Ipv4Address#ANY} for all IPv4 addresses of the stack, {@link Ipv6Address#ANY} for those of both families. */
    public IpAddress localAddress() {
        return localAddress;
    }

    public int localPort() {
        return localPort;
    }

    /** Connections that may wait. */
    public int backlog() {
        return backlog;
    }

    /** Connections whose handshake is under way. */
    public int halfOpenConnections() {
        return halfOpen.size();
    }

    /** Connections that wait for the acceptor. */
    public int waitingConnections() {
        return established.size();
    }

    /**
     * While false, connections whose handshake is done wait, up to the backlog, instead of being handed to the
     * acceptor; true again hands them over.
     */
    public void setAccepting(boolean newAccepting) {
        accepting = newAccepting;
        if (accepting) {
            established.forEach(layer::schedule);
        }
    }

    /** Stops listening. Connections not yet handed to the acceptor are reset; the others stay. Idempotent. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        layer.forget(this);
        List.copyOf(halfOpen).forEach(TcpSocket::abort);
        List.copyOf(established).forEach(TcpSocket::abort);
        halfOpen.clear();
        established.clear();
    }

    TcpSettings settings() {
        return settings;
    }

    /** What becomes of a SYN. */
    enum Room {
        /** It begins a connection. */
        ROOM,
        /** The SYN queue is full: it is answered by a cookie. */
        COOKIE,
        /** The application does not take what is there: it is dropped. */
        NONE
    }

    /** Whether a SYN may begin a connection; if not, that is counted. */
    Room roomForSyn(TcpCounters counters) {
        if (established.size() >= backlog) {
            counters.count(Event.ACCEPT_QUEUE_OVERFLOWS);
            return Room.NONE;
        }
        if (halfOpen.size() >= backlog) {
            counters.count(Event.SYN_QUEUE_OVERFLOWS);
            return Room.COOKIE;
        }
        return Room.ROOM;
    }

    /** Whether a handshake may end now; if not, its last ACK is counted, to be dropped. */
    boolean hasRoomForEstablished(TcpCounters counters) {
        if (established.size() >= backlog) {
            counters.count(Event.ACCEPT_QUEUE_OVERFLOWS);
            return false;
        }
        return true;
    }

    void began(TcpSocket socket) {
        halfOpen.add(socket);
    }

    /** The socket has left SYN-RECEIVED, or is over. */
    void changed(TcpSocket socket, TcpState state) {
        if (state == TcpState.CLOSED) {
            halfOpen.remove(socket);
            established.remove(socket);
        } else if (halfOpen.remove(socket)) {
            established.add(socket);
        }
    }

    /** Hands the socket over if it is its turn and the application takes connections. */
    void accept(TcpSocket socket) {
        if (accepting && established.remove(socket)) {
            socket.acceptedBy(acceptor);
        }
    }

    @Override
    public String toString() {
        return "LISTEN " + localAddress + ":" + localPort;
    }
}
