package labwire.netlab.stack.tcp;

import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * What a segment does that is of no connection: in CLOSED and in LISTEN (RFC 9293, 3.10.7.1 and 3.10.7.2). It is answered
 * with a reset, begins a connection, or is answered by a cookie, of which the last acknowledgment begins one.
 */
final class ListenArrival {
    private final TcpLayer layer;
    private final ListenerTable listeners;
    private final InitialSequenceNumbers initialSequences;
    private final SynCookies cookies;
    private final TcpCounters counters;

    ListenArrival(
            TcpLayer layer, ListenerTable listeners, InitialSequenceNumbers initialSequences, SynCookies cookies) {
        this.layer = layer;
        this.listeners = listeners;
        this.initialSequences = initialSequences;
        this.cookies = cookies;
        counters = layer.counters();
    }

    static ConnectionKey endsOf(IpPacket packet, TcpSegment segment) {
        return ConnectionKey.of(packet.destination(), segment.destinationPort(), packet.source(), segment.sourcePort());
    }

    /** @param previous the connection in TIME-WAIT that it has ended, if any */
    void receive(IpPacket packet, TcpSegment segment, @Nullable TcpSocket previous) {
        if (segment.has(TcpSegment.RST)) {
            return;
        }
        TcpListener listener = listeners.find(packet.destination(), segment.destinationPort());
        ConnectionKey ends = endsOf(packet, segment);
        if (listener == null
                || (segment.has(TcpSegment.ACK)
                        && (segment.has(TcpSegment.SYN) || !takeCookie(listener, ends, packet, segment)))) {
            reset(packet, segment);
        } else if (segment.has(TcpSegment.SYN) && segment.has(TcpSegment.FIN)) {
            // As Linux: the RFC would keep the FIN for SYN-RECEIVED, but only scanners begin and end at once.
            counters.count(Event.MALFORMED);
        } else if (segment.has(TcpSegment.SYN)) {
            switch (listener.roomForSyn(counters)) {
                case ROOM -> begin(listener, ends, packet, segment, previous);
                case COOKIE -> giveCookie(listener, ends, packet, segment);
                case NONE -> {}
            }
        }
    }

    /** Answers a segment that is no reset itself. */
    void reset(IpPacket packet, TcpSegment segment) {
        counters.count(Event.RESETS_SENT);
        layer.sendAlone(endsOf(packet, segment), PacketOptions.inAnswerTo(packet), ResetSegment.inAnswerTo(segment));
    }

    /** @param previous the connection between the same ends that this one takes the place of, if any */
    void begin(
            TcpListener listener, ConnectionKey ends, IpPacket packet, TcpSegment syn, @Nullable TcpSocket previous) {
        if (layer.isFull()) {
            counters.count(Event.TABLE_OVERFLOWS);
            return;
        }
        long now = layer.now();
        int initialSequence = previous == null
                ? initialSequences.next(ends, now)
                : initialSequences.nextAfter(previous.connection().nextSequence(), ends, now);
        TcpConnection connection = newConnection(listener, ends, packet, initialSequence, counters);
        connection.acceptSyn(now, syn);
        layer.schedule(layer.add(ends, connection, listener));
    }

    /** Answers a SYN as a connection would that is forgotten at once. */
    private void giveCookie(TcpListener listener, ConnectionKey ends, IpPacket packet, TcpSegment syn) {
        long now = layer.now();
        TcpSegment reduced = SynCookies.reduced(syn);
        int cookie = cookies.give(ends, syn, now);
        TcpConnection passing = newConnection(listener, ends, packet, cookie, new TcpCounters());
        passing.acceptSyn(now, reduced);
        TcpSegment answer = passing.pollTransmit(now);
        if (answer != null) {
            counters.count(Event.SYN_COOKIES_SENT);
            int clock = new TimestampEcho(0).value(now);
            TcpSegment stamped = SynCookies.stamped(answer, reduced, clock, initialSequences.timestampOffset(ends));
            layer.sendAlone(ends, passing.ipOptions(), stamped);
        }
    }

    /** Returns false if the segment does not acknowledge a cookie. */
    private boolean takeCookie(TcpListener listener, ConnectionKey ends, IpPacket packet, TcpSegment segment) {
        long now = layer.now();
        if (!cookies.areGiven(now)) {
            return false;
        }
        TcpSegment syn = cookies.synOf(ends, segment, initialSequences.timestampOffset(ends), now);
        if (syn == null) {
            counters.count(Event.SYN_COOKIES_FAILED);
            return false;
        }
        if (layer.isFull() || !listener.hasRoomForEstablished(counters)) {
            return true; // dropped, as a last acknowledgment would be
        }
        counters.count(Event.SYN_COOKIES_ACCEPTED);
        TcpConnection connection = newConnection(listener, ends, packet, segment.acknowledgment() - 1, counters);
        connection.acceptCookie(now, syn);
        layer.add(ends, connection, listener).receive(segment, false);
        return true;
    }

    private TcpConnection newConnection(
            TcpListener listener, ConnectionKey ends, IpPacket packet, int initialSequence, TcpCounters its) {
        TcpSettings settings = listener.settings();
        return layer.newConnection(
                ends, true, initialSequence, PacketOptions.inAnswerTo(packet, settings), settings, its);
    }
}
