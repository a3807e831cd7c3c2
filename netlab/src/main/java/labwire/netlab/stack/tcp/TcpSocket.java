package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.SourceRoute;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its application sees it. Lab thread only. Nothing here sends at once: what calls of one turn lead to
 * is sent together at its end.
 */
public final class TcpSocket {
    private final TcpLayer layer;
    private final ConnectionKey key;
    private final long number;
    private final TcpConnection connection;
    private final LabTimer timer;
    /** Of the next packet, see {@link TcpOutput#send}. */
    private int label;
    /** The listener that began it, until it is handed to the acceptor. */
    private @Nullable TcpListener parent;

    private @Nullable TcpSocketListener listener;
    private boolean scheduled;
    private boolean closedReported;

    TcpSocket(
            TcpLayer layer,
            ConnectionKey key,
            long number,
            TcpConnection connection,
            @Nullable TcpListener parent,
            @Nullable TcpSocketListener listener) {
        this.layer = layer;
        this.key = key;
        this.number = number;
        this.connection = connection;
        this.parent = parent;
        this.listener = listener;
        this.timer = layer.newTimer(this::onTimer);
        this.label = layer.label(key);
    }

    /**
     * Takes as many bytes as the send buffer has room for; also before the connection stands. Once the connection is
     * over, takes none.
     *
     * @return how many
     * @throws IllegalStateException after {@link #shutdownOutput()} or {@link #close()}
     */
    public int write(ByteBuffer source) {
        int count = connection.write(source);
        if (count > 0) {
            layer.schedule(this);
        }
        return count;
    }

    /**
     * Takes bytes as {@link #write} does, and has the peer told that what was written up to their end is urgent (RFC
     * 9293, 3.8.5). They go in their turn, and the peer reads them among all others.
     *
     * @return how many
     * @throws IllegalStateException after {@link #shutdownOutput()} or {@link #close()}
     */
    public int writeUrgent(ByteBuffer source) {
        int count = connection.writeUrgent(source);
        if (count > 0) {
            layer.schedule(this);
        }
        return count;
    }

    /**
     * How many of the bytes to be read next, come or to come, the peer has called urgent; 0: none. Read so many, and
     * what was urgent has been read.
     */
    public long urgentBytes() {
        return connection.urgentBytes();
    }

    /** Bytes that {@link #write} would take now. */
    public int sendSpace() {
        return connection.sendSpace();
    }

    /**
     * Copies received bytes into the target, as many as there are and as fit. The space that this frees is announced to
     * the peer once it is worth a segment (RFC 9293, 3.8.6.2.2).
     *
     * @return how many; 0 also at the end of input
     */
    public int read(ByteBuffer target) {
        int count = connection.read(layer.now(), target);
        if (count > 0) {
            layer.schedule(this);
        }
        return count;
    }

    public int readableBytes() {
        return connection.unreadBytes();
    }

    /** The peer has ended its output and all of it has been read, or {@link #shutdownInput()} was called. */
    public boolean isInputFinished() {
        return connection.isInputFinished();
    }

    /** Sends FIN after all that was written. Reading goes on. Idempotent. */
    public void shutdownOutput() {
        connection.shutdownOutput();
        layer.schedule(this);
    }

    /** Discards what is unread and what still comes, acknowledged all the same. Idempotent. */
    public void shutdownInput() {
        connection.shutdownInput();
        layer.schedule(this);
    }

    /**
     * Ends the application's part: what was written is still sent, then FIN. With bytes unread, resets the connection
     * instead, and so does what arrives later (RFC 9293, 3.6.1; RFC 2525, 2.17). Idempotent.
     */
    public void close() {
        connection.close(layer.now());
        changed();
    }

    /** Resets the connection; what was written and not sent is lost. Idempotent. */
    public void abort() {
        connection.abort(layer.now());
        changed();
    }

    public TcpState state() {
        return connection.state();
    }

    public IpAddress localAddress() {
        return key.localAddress();
    }

    public int localPort() {
        return key.localPort();
    }

    public IpAddress remoteAddress() {
        return key.remoteAddress();
    }

    public int remotePort() {
        return key.remotePort();
    }

    public TcpSettings settings() {
        return connection.settings();
    }

    /** Changes buffers, Nagle, keepalive and limits of an open connection. */
    public void settings(TcpSettings newSettings) {
        connection.settings(newSettings);
        layer.schedule(this);
    }

    public TcpInfo info() {
        return connection.info(layer.now());
    }

    @Override
    public String toString() {
        return state() + " " + localAddress() + ":" + localPort() + " - " + remoteAddress() + ":" + remotePort();
    }

    ConnectionKey key() {
        return key;
    }

    /** Counts up in the order in which the layer's sockets are made. */
    long number() {
        return number;
    }

    TcpConnection connection() {
        return connection;
    }

    /** Takes a segment, unless it would end a handshake for which the listener has no room. */
    void receive(TcpSegment segment, boolean marked) {
        if (parent != null
                && connection.state() == TcpState.SYN_RECEIVED
                && (segment.flags() & (TcpSegment.ACK | TcpSegment.RST)) == TcpSegment.ACK
                && !parent.hasRoomForEstablished(layer.counters())) {
            return;
        }
        connection.onSegment(layer.now(), segment, marked);
        changed();
    }

    private void onTimer() {
        connection.onTimer(layer.now());
        changed();
    }

    /** After anything that may have changed the state. */
    void changed() {
        TcpState state = connection.state();
        if (parent != null && state != TcpState.SYN_RECEIVED) {
            parent.changed(this, state);
        }
        if (state == TcpState.CLOSED) {
            layer.forget(this);
        } else if (state == TcpState.TIME_WAIT) {
            layer.timeWaits().add(this);
        }
        layer.schedule(this);
    }

    void endTimeWait() {
        connection.endTimeWait();
        changed();
    }

    /** Marks the socket as having work for the end of the turn; false if it was marked already. */
    boolean mark() {
        boolean first = !scheduled;
        scheduled = true;
        return first;
    }

    void acceptedBy(TcpAcceptor acceptor) {
        parent = null;
        listener = acceptor.accepted(this);
    }

    /** Tells the application what has happened, then sends what there is to send. */
    void endTurn(long now) {
        boolean unanswered = connection.events().take(ConnectionEvents.UNANSWERED);
        try {
            if (parent != null) {
                parent.accept(this);
            }
            if (listener != null) {
                reportTrouble(listener, unanswered);
                report(listener);
            }
        } finally {
            scheduled = false;
        }
        if (unanswered) {
            layer.doubt(SourceRoute.firstStop(connection.ipOptions(), key.remoteAddress()));
        }
        for (TcpSegment segment = connection.pollTransmit(now);
                segment != null;
                segment = connection.pollTransmit(now)) {
            layer.send(
                    key,
                    connection.trafficClass(),
                    connection.timeToLive(),
                    nextLabel(segment),
                    connection.ipOptions(),
                    segment);
        }
        long deadline = connection.nextDeadline();
        if (deadline == TcpConnection.NEVER) {
            timer.cancel();
        } else if (deadline != timer.deadlineNanos()) {
            timer.arm(deadline);
        }
    }

    /**
     * Packets that are not to be fragmented need no identification (RFC 6864, 4.1), and those of IPv4 have what Linux
     * gives them: nothing in the answer to a SYN, which it sends before there is a connection, then numbers that count
     * the connection's own packets and tell nobody how much the host sends to others. IPv6 keeps one flow label for all.
     */
    private int nextLabel(TcpSegment segment) {
        if (key.localAddress().family() == IpAddress.Family.IPV6) {
            return label;
        }
        if (segment.has(TcpSegment.SYN) && segment.has(TcpSegment.ACK)) {
            return 0;
        }
        int next = label;
        label += segment.wireCount();
        return next;
    }

    private void reportTrouble(TcpSocketListener told, boolean unanswered) {
        if (connection.events().take(ConnectionEvents.UNREACHABLE)) {
            told.troubled(TcpFailure.UNREACHABLE);
        }
        if (unanswered) {
            told.troubled(TcpFailure.TIMED_OUT);
        }
    }

    private void report(TcpSocketListener told) {
        ConnectionEvents events = connection.events();
        if (events.take(ConnectionEvents.CONNECTED)) {
            told.connected();
        }
        if (events.take(ConnectionEvents.URGENT)) {
            told.urgent();
        }
        if (events.take(ConnectionEvents.READABLE)) {
            told.readable();
        }
        if (events.take(ConnectionEvents.INPUT_FINISHED)) {
            told.inputFinished();
        }
        if (events.take(ConnectionEvents.WRITABLE)) {
            told.writable();
        }
        if (events.take(ConnectionEvents.OUTPUT_ACKNOWLEDGED)) {
            told.outputAcknowledged();
        }
        if (connection.isOver() && !closedReported) {
            closedReported = true;
            told.closed(connection.failure());
        }
    }
}
