package labwire.netlab.stack.tcp;

import java.util.List;
import java.util.random.RandomGenerator;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.stack.tcp.TcpException.Reason;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.SourceRoute;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/** All TCP of one IP stack: its listeners, its connections and the way of segments to them. Lab thread only. */
public final class TcpLayer {
    private final LabEventLoop loop;
    private final TcpOutput output;
    private final TcpCounters counters = new TcpCounters();
    private final ConnectionTable connections;
    private final ListenerTable listeners = new ListenerTable();
    private final EphemeralPorts ephemeralPorts;
    private final TimeWaits timeWaits = new TimeWaits(counters, TimeWaits.MAX_TIME_WAITS);
    private final InitialSequenceNumbers initialSequences;
    private final ListenArrival strays;
    private final TurnEnd turnEnd;
    private final LoopbackSegments loopback;
    private boolean sending;
    private long socketCount;

    /**
     * @param random the stack's own stream: initial sequence numbers and ephemeral ports come from it
     */
    public TcpLayer(LabEventLoop loop, TcpOutput output, RandomGenerator random) {
        this.loop = loop;
        this.output = output;
        connections = new ConnectionTable(random);
        initialSequences = new InitialSequenceNumbers(random);
        ephemeralPorts = new EphemeralPorts(random);
        strays = new ListenArrival(this, listeners, initialSequences, new SynCookies(random));
        turnEnd = new TurnEnd(loop);
        loopback = new LoopbackSegments(loop, counters, this::receive);
    }

    /** Takes a packet for this stack whose payload is a TCP segment. */
    public void receive(IpPacket packet) {
        if (sending) {
            loopback.add(packet);
            return;
        }
        counters.count(Event.SEGMENTS_RECEIVED, packet.payload().wireCount());
        if (!(packet.payload() instanceof TcpSegment segment) || !isUnicast(packet)) {
            counters.count(Event.MALFORMED);
        } else if (!segment.checksumValid()) {
            counters.count(Event.BAD_CHECKSUMS);
        } else {
            receive(packet, segment);
        }
    }

    private void receive(IpPacket packet, TcpSegment segment) {
        TcpSocket socket = connections.find(
                packet.destination(),
                packet.source(),
                ConnectionKey.ports(segment.destinationPort(), segment.sourcePort()));
        if (socket == null) {
            strays.receive(packet, segment, null);
        } else if (beginsAnew(socket, packet, segment)) {
            socket.endTimeWait();
            strays.receive(packet, segment, socket);
        } else {
            socket.receive(
                    segment, (packet.trafficClass() & CongestionMarks.EXPERIENCED) == CongestionMarks.EXPERIENCED);
        }
    }

    /** A new connection between the ends of one in TIME-WAIT (RFC 9293, 3.10.7.4, MAY-2). */
    private boolean beginsAnew(TcpSocket socket, IpPacket packet, TcpSegment segment) {
        return socket.state() == TcpState.TIME_WAIT
                && (segment.flags() & (TcpSegment.SYN | TcpSegment.ACK | TcpSegment.RST | TcpSegment.FIN))
                        == TcpSegment.SYN
                && socket.connection().isAfterThis(segment)
                && listeners.find(packet.destination(), segment.destinationPort()) != null;
    }

    /**
     * Begins a connection for a SYN to an address that need not be this stack's, as if the listener were there; part of
     * a connection that is there is for that one.
     *
     * @param packet its payload is a SYN
     */
    public void open(TcpListener listener, IpPacket packet) {
        if (!(packet.payload() instanceof TcpSegment syn) || !isUnicast(packet)) {
            throw new IllegalArgumentException("packet: " + packet + " (expected: a SYN)");
        }
        ConnectionKey ends = ListenArrival.endsOf(packet, syn);
        TcpSocket previous = find(ends);
        boolean anew = previous != null
                && previous.state() == TcpState.TIME_WAIT
                && previous.connection().isAfterThis(syn);
        if (previous != null && !anew) {
            previous.receive(syn, false);
        } else if (listener.roomForSyn(counters) == TcpListener.Room.ROOM) {
            if (previous != null) {
                previous.endTimeWait();
            }
            strays.begin(listener, ends, packet, syn, previous);
        }
    }

    /** Answers a segment to an address that need not be this stack's with a reset. */
    public void refuse(IpPacket packet) {
        if (packet.payload() instanceof TcpSegment segment && !segment.has(TcpSegment.RST)) {
            strays.reset(packet, segment);
        }
    }

    TcpConnection newConnection(
            ConnectionKey ends,
            boolean passive,
            int initialSequence,
            Bytes ipOptions,
            TcpSettings settings,
            TcpCounters its) {
        return new TcpConnection(
                ends.localPort(),
                ends.remotePort(),
                passive,
                initialSequence,
                initialSequences.timestampOffset(ends),
                PacketOptions.maximumTransmissionUnit(output, ends.remoteAddress(), ipOptions),
                ends.ipHeaderLength(),
                ipOptions,
                settings,
                its,
                now());
    }

    private static boolean isUnicast(IpPacket packet) {
        return packet.source().isUnicast() && packet.destination().isUnicast();
    }

    /**
     * An ICMP error came back for a packet of ours (RFC 9293, 3.9.2.2).
     *
     * @param quoted the packet as the error quotes it: its addresses and the first 8 bytes of its payload at least
     * @param hard destination unreachable with code 2 or 3 (protocol, port)
     */
    public void unreachable(IpPacket quoted, boolean hard) {
        QuotedSegment segment = QuotedSegment.of(quoted);
        TcpSocket socket = segment == null ? null : find(segment.ends());
        if (segment != null && socket != null) {
            socket.connection().onUnreachable(segment.sequence(), hard);
            socket.changed();
        }
    }

    /**
     * The path of the quoted packet takes only smaller ones (RFC 1191): {@link TcpOutput#maximumTransmissionUnit} has
     * the new size by now.
     */
    public void packetTooBig(IpPacket quoted) {
        QuotedSegment segment = QuotedSegment.of(quoted);
        TcpSocket socket = segment == null ? null : find(segment.ends());
        if (segment != null && socket != null) {
            TcpConnection connection = socket.connection();
            connection.onPacketTooBig(
                    segment.sequence(),
                    PacketOptions.maximumTransmissionUnit(output, quoted.destination(), connection.ipOptions()));
            socket.changed();
        }
    }

    private @Nullable TcpSocket find(ConnectionKey ends) {
        return connections.find(ends.localAddress(), ends.remoteAddress(), ends.ports());
    }

    /**
     * Begins a connection. The listener hears of it at the end of a later turn.
     *
     * @param local of the remote address's family, or {@link IpAddress#any() any} to choose by route
     * @param localPort 0 for an ephemeral one
     */
    public TcpSocket connect(
            IpAddress local,
            int localPort,
            IpAddress remote,
            int remotePort,
            TcpSettings settings,
            TcpSocketListener listener)
            throws TcpException {
        Bytes ipOptions = PacketOptions.given(remote, settings);
        IpAddress source = output.sourceFor(SourceRoute.firstStop(ipOptions, remote))
                .filter(address -> remote.isUnicast() && !output.isBroadcast(remote))
                .orElseThrow(
                        () -> new TcpException(Reason.NO_ROUTE, "destination: " + remote + " (expected: a route)"));
        if (!local.isAny()) {
            source = local;
        }
        if (isFull()) {
            throw new TcpException(
                    Reason.TABLE_FULL,
                    "connections: " + ConnectionTable.MAX_CONNECTIONS + " (expected: fewer, to open another)");
        }
        ConnectionKey ends = localPort == 0
                ? ephemeral(source, remote, remotePort)
                : ConnectionKey.of(source, localPort, remote, remotePort);
        if (find(ends) != null) {
            throw new TcpException(
                    Reason.ADDRESS_IN_USE, "connection: " + find(ends) + " (expected: other addresses or ports)");
        }
        TcpConnection connection =
                newConnection(ends, false, initialSequences.next(ends, now()), ipOptions, settings, counters);
        TcpSocket socket = add(ends, connection, null, listener);
        schedule(socket);
        return socket;
    }

    private TcpSocket add(
            ConnectionKey ends,
            TcpConnection connection,
            @Nullable TcpListener parent,
            @Nullable TcpSocketListener listener) {
        TcpSocket socket = new TcpSocket(this, ends, socketCount++, connection, parent, listener);
        connections.add(socket);
        return socket;
    }

    private ConnectionKey ephemeral(IpAddress local, IpAddress remote, int remotePort) {
        int port = ephemeralPorts.choose(candidate -> listeners.isFree(local, candidate)
                && find(ConnectionKey.of(local, candidate, remote, remotePort)) == null);
        return ConnectionKey.of(local, port, remote, remotePort);
    }

    /**
     * Takes connections at a port.
     *
     * @param local {@link Ipv4Address#ANY} for all IPv4 addresses of the stack, {@link Ipv6Address#ANY} for those of
     *     both families
     * @param port 0 for an ephemeral one
     * @param backlog connections that may wait, half-open ones and established ones each; at least 1, cut to
     *     {@link TcpListener#MAX_BACKLOG}
     * @param settings of the connections
     */
    public TcpListener listen(IpAddress local, int port, int backlog, TcpSettings settings, TcpAcceptor acceptor)
            throws TcpException {
        if (backlog < 1) {
            throw new IllegalArgumentException("backlog: " + backlog + " (expected: at least 1)");
        }
        int chosen = port == 0 ? ephemeralPorts.choose(candidate -> listeners.isFree(local, candidate)) : port;
        if (!listeners.isFree(local, chosen)) {
            throw new TcpException(
                    Reason.ADDRESS_IN_USE, "port: " + chosen + " at " + local + " (expected: one without a listener)");
        }
        TcpListener listener = new TcpListener(this, local, chosen, backlog, settings, acceptor);
        listeners.add(listener);
        return listener;
    }

    public TcpCounters counters() {
        return counters;
    }

    /** The connections, TIME-WAIT included, in the order in which they began. */
    public List<TcpSocket> sockets() {
        return connections.sockets();
    }

    /** The listeners, in the order in which they began. */
    public List<TcpListener> listeners() {
        return listeners.all();
    }

    // For sockets, listeners, and what begins connections for them.

    boolean isFull() {
        return connections.isFull();
    }

    /** Adds a connection that a listener has begun. */
    TcpSocket add(ConnectionKey ends, TcpConnection connection, TcpListener parent) {
        TcpSocket socket = add(ends, connection, parent, null);
        parent.began(socket);
        return socket;
    }

    long now() {
        return loop.now();
    }

    LabTimer newTimer(Runnable action) {
        return loop.newTimer(action);
    }

    TimeWaits timeWaits() {
        return timeWaits;
    }

    /** See {@link TcpOutput#send}. */
    int label(ConnectionKey ends) {
        return initialSequences.label(ends);
    }

    /** Sends a segment of no connection: nothing counts its packets. */
    void sendAlone(ConnectionKey ends, Bytes ipOptions, TcpSegment segment) {
        int label = switch (ends.localAddress().family()) {
            case IPV4 -> 0;
            case IPV6 -> label(ends);
        };
        send(ends, 0, 0, label, ipOptions, segment);
    }

    void send(ConnectionKey ends, int trafficClass, int timeToLive, int label, Bytes ipOptions, TcpSegment segment) {
        counters.count(Event.SEGMENTS_SENT, segment.wireCount());
        boolean outer = sending;
        sending = true;
        try {
            output.send(ends.localAddress(), ends.remoteAddress(), trafficClass, timeToLive, label, ipOptions, segment);
        } finally {
            sending = outer;
        }
    }

    void doubt(IpAddress remote) {
        output.doubt(remote);
    }

    /** Sees to it that the socket has its {@link TcpSocket#endTurn}. */
    void schedule(TcpSocket socket) {
        turnEnd.schedule(socket);
    }

    void forget(TcpSocket socket) {
        connections.remove(socket);
        timeWaits.remove(socket);
    }

    void forget(TcpListener listener) {
        listeners.remove(listener);
    }
}
