package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * One connection without I/O: {@link #onSegment} and {@link #onTimer} take what happens, {@link #pollTransmit} gives
 * what is to be sent, {@link #nextDeadline} says when to come back; the rest is what an application does
 * (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.10">RFC 9293, 3.10</a>).
 *
 * <pre>
 *        segments in                                 application
 *   HandshakeArrival, SegmentArrival                      |
 *        |              |                                 |
 *        |              v                                 |
 *        |         ControlBlock: state                    |
 *        v              v                                 v
 *   TcpReceiver                                 TcpSender
 *     ReassemblyQueue, ReceiveQueue,              SendBuffer, SendSequence, SendWindow, PersistTimer
 *     ReceiveWindow, RightSizing,                 Transmission: SmallSegments
 *     DelayedAck, SackReport                      Flight: RetransmitQueue, RetransmitTimer, LossRecovery,
 *        |                                                CongestionWindow, TailLossProbe
 *        |                                                |
 *        +--------------- segments out -------------------+
 * </pre>
 */
final class TcpConnection {
    static final long NEVER = Long.MAX_VALUE;
    /** Of a peer whose SYN does not say (RFC 9293, 3.7.1), by IPv4. */
    static final int DEFAULT_SEGMENT_SIZE = 536;
    /** The same by IPv6, whose links carry larger packets. */
    static final int DEFAULT_SEGMENT_SIZE_OF_IPV6 = 1220;
    /** Smaller ones are not believed, as in Linux: they would be all header. */
    static final int MIN_SEGMENT_SIZE = 48;

    /** R1 of RFC 9293, 3.8.3, in timeouts for the same segment; as in Linux. */
    private static final int ADVICE_AFTER_TIMEOUTS = 3;

    private final ControlBlock block;
    private final TcpSender sender;
    private final TcpReceiver receiver;
    private final SegmentArrival arrival;
    private final HandshakeArrival handshake;
    private final KeepAliveTimer keepAlive;
    private long segmentsIn;
    private long segmentsOut;
    private long dataSegmentsOut;

    /**
     * @param passive a listener makes it, for a SYN that it then hands to {@link #acceptSyn}
     * @param initialSequence RFC 6528
     * @param timestampOffset where our timestamps begin
     * @param ipHeaderLength bytes of the IP header, which the maximum transmission unit includes, without options
     * @param ipOptions of all its packets, as {@link TcpPackets} has them
     */
    TcpConnection(
            int localPort,
            int remotePort,
            boolean passive,
            int initialSequence,
            int timestampOffset,
            int maximumTransmissionUnit,
            int ipHeaderLength,
            Bytes ipOptions,
            TcpSettings settings,
            TcpCounters counters,
            long now) {
        block = new ControlBlock(
                localPort,
                remotePort,
                passive,
                initialSequence,
                timestampOffset,
                maximumTransmissionUnit,
                ipHeaderLength,
                ipOptions,
                settings,
                counters);
        sender = block.sender;
        receiver = block.receiver;
        arrival = new SegmentArrival(block);
        handshake = new HandshakeArrival(block, arrival);
        keepAlive = new KeepAliveTimer(settings.keepAlive());
        keepAlive.heard(now);
    }

    // What happens.

    void onSegment(long now, TcpSegment segment) {
        onSegment(now, segment, false);
    }

    /**
     * @param marked a router has marked its packet (RFC 3168)
     */
    void onSegment(long now, TcpSegment segment, boolean marked) {
        segmentsIn += segment.wireCount();
        switch (block.state()) {
            case CLOSED, LISTEN -> {}
            case SYN_SENT -> handshake.inSynSent(now, segment);
            case SYN_RECEIVED -> handshake.inSynReceived(now, segment);
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                arrival.whenSynchronized(now, segment, marked);
        }
        keepAlive.heard(now);
    }

    /** A listener's part: the SYN that begins this connection. Data on it is left for the peer to send again. */
    void acceptSyn(long now, TcpSegment syn) {
        block.negotiate(now, syn);
    }

    /** The same for a SYN that was answered by a cookie (RFC 4987, 3.6): our SYN has been sent. */
    void acceptCookie(long now, TcpSegment syn) {
        block.negotiate(now, syn);
        block.syn(now);
        sender.synSentAsCookie(now);
    }

    void onUnreachable(int quotedSequence, boolean hard) {
        arrival.unreachable(quotedSequence, hard);
    }

    void onPacketTooBig(int quotedSequence, int maximumTransmissionUnit) {
        arrival.packetTooBig(quotedSequence, maximumTransmissionUnit);
    }

    // Time.

    long nextDeadline() {
        if (block.state() == TcpState.CLOSED) {
            return NEVER;
        }
        long deadline = Math.min(block.stateDeadline(), sender.deadlineNanos());
        deadline = Math.min(deadline, receiver.acknowledgment().deadlineNanos());
        deadline = Math.min(deadline, userDeadline());
        return isKeptAlive() ? Math.min(deadline, keepAlive.deadlineNanos()) : deadline;
    }

    /** When the application gives up waiting for an acknowledgment (RFC 5482, for this side alone). */
    private long userDeadline() {
        long timeout = block.settings().retries().userTimeout().toNanos();
        return timeout == 0 || sender.sequence().isAllAcknowledged()
                ? NEVER
                : sender.flight().waitingSince() + timeout;
    }

    private boolean isKeptAlive() {
        return switch (block.state()) {
            case ESTABLISHED, CLOSE_WAIT, FIN_WAIT_2 -> true;
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, FIN_WAIT_1, CLOSING, LAST_ACK, TIME_WAIT -> false;
        };
    }

    void onTimer(long now) {
        if (block.state() == TcpState.CLOSED) {
            return;
        }
        if (block.stateDeadline() <= now) {
            block.end();
            return;
        }
        receiver.acknowledgment().expire(now);
        if (userDeadline() <= now) {
            block.giveUp(now);
            return;
        }
        int timeouts = sender.flight().timer().timeouts();
        boolean heard = sender.expire(now, retransmitLimit());
        if (sender.flight().timer().timeouts() > Math.max(timeouts, ADVICE_AFTER_TIMEOUTS - 1)) {
            block.events.raise(ConnectionEvents.UNANSWERED);
        }
        if (!heard || (isKeptAlive() && !keepAlive.expire(now, !sender.isIdle()))) {
            block.giveUp(now);
        }
    }

    private int retransmitLimit() {
        TcpSettings settings = block.settings();
        return switch (block.state()) {
            case SYN_SENT -> settings.retries().syn();
            case SYN_RECEIVED -> settings.retries().synAck();
            case CLOSED, LISTEN, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                settings.retries().data();
        };
    }

    // Segments out.

    /** The next segment to send now, or null: then {@link #nextDeadline} holds until something else happens. */
    @Nullable
    TcpSegment pollTransmit(long now) {
        TcpSegment segment = poll(now);
        if (segment != null) {
            segmentsOut += segment.wireCount();
            if (!segment.payload().isEmpty()) {
                dataSegmentsOut += segment.wireCount();
            }
        }
        return segment;
    }

    private @Nullable TcpSegment poll(long now) {
        block.marks.nextSegment(false);
        TcpSegment reply = block.takeReply();
        if (reply != null) {
            block.counters.count(Event.RESETS_SENT);
            return reply;
        }
        return switch (block.state()) {
            case CLOSED, LISTEN -> null;
            case SYN_SENT, SYN_RECEIVED -> pollHandshake(now);
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> pollSynchronized(now);
        };
    }

    /** The traffic class of the packet for the segment that {@link #pollTransmit} gave last. */
    int trafficClass() {
        int given = block.settings().packets().trafficClass();
        return given & ~CongestionMarks.EXPERIENCED | block.marks.trafficClass();
    }

    int timeToLive() {
        return block.settings().packets().timeToLive();
    }

    /** Of IPv4's headers. */
    Bytes ipOptions() {
        return block.ipOptions();
    }

    private @Nullable TcpSegment pollHandshake(long now) {
        if (sender.takeSyn(now)) {
            receiver.acknowledgment().stop();
            return block.syn(now);
        }
        return receiver.acknowledgment().isDue() ? block.acknowledgment(now) : null;
    }

    private @Nullable TcpSegment pollSynchronized(long now) {
        if (receiver.acknowledgment().isDuplicateDue()) {
            return block.acknowledgment(now);
        }
        TcpSegment data = sender.poll(now);
        if (data != null) {
            return data;
        }
        sender.endTurn(now);
        if (keepAlive.takeProbe()) {
            // Just before what the peer expects, so that it must answer (RFC 1122, 4.2.3.6).
            block.counters.count(Event.KEEPALIVE_PROBES);
            return block.segment(now, sender.sequence().next() - 1, TcpSegment.ACK, Bytes.EMPTY, 0, false);
        }
        return receiver.acknowledgment().isDue() ? block.acknowledgment(now) : null;
    }

    // What the application does (RFC 9293, 3.10.2 to 3.10.5).

    int write(ByteBuffer source) {
        if (sender.sequence().isFinished()) {
            throw new IllegalStateException("write after the output was shut down (expected: before)");
        }
        return block.state() == TcpState.CLOSED ? 0 : sender.write(source);
    }

    int writeUrgent(ByteBuffer source) {
        int count = write(source);
        if (count > 0) {
            block.urgent.written(sender.writtenEnd());
        }
        return count;
    }

    long urgentBytes() {
        return block.urgent.ahead(receiver.readEnd());
    }

    int sendSpace() {
        return block.state() == TcpState.CLOSED || sender.sequence().isFinished() ? 0 : sender.space();
    }

    int read(long now, ByteBuffer target) {
        return receiver.read(now, target);
    }

    int unreadBytes() {
        return receiver.unreadBytes();
    }

    boolean isInputFinished() {
        return receiver.unreadBytes() == 0 && (receiver.isFinished() || receiver.isDiscarding());
    }

    void shutdownOutput() {
        if (!sender.sequence().isFinished()) {
            block.finish();
        }
    }

    void shutdownInput() {
        receiver.discard();
    }

    void close(long now) {
        if (block.isApplicationClosed()) {
            return;
        }
        switch (block.state()) {
            case SYN_SENT -> block.abort(now);
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK -> {
                if (receiver.unreadBytes() > 0) {
                    block.abort(now);
                } else {
                    shutdownOutput();
                    block.applicationClosed(now);
                }
            }
            case CLOSED, LISTEN, TIME_WAIT -> block.applicationClosed(now);
        }
    }

    void abort(long now) {
        block.abort(now);
    }

    /** Another connection, or another TIME-WAIT, takes its place. */
    void endTimeWait() {
        block.end();
    }

    // What the socket asks.

    TcpState state() {
        return block.state();
    }

    ConnectionEvents events() {
        return block.events;
    }

    @Nullable
    TcpFailure failure() {
        return block.failure();
    }

    /** Nothing is left to happen to it that the application could see. */
    boolean isOver() {
        boolean nothingToRead = block.isApplicationClosed() || receiver.unreadBytes() == 0;
        return switch (block.state()) {
            case CLOSED -> block.failure() != null || nothingToRead;
            case TIME_WAIT -> nothingToRead;
            case LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK ->
                false;
        };
    }

    /** In TIME-WAIT: whether a SYN is so new that it cannot be of this connection (RFC 9293, 3.10.7.4; RFC 6191, 2). */
    boolean isAfterThis(TcpSegment syn) {
        TcpOptions.Timestamps stamps = syn.options().timestamps();
        if (block.echo.isInUse() && stamps != null && stamps.value() != block.echo.recent()) {
            return stamps.value() - block.echo.recent() > 0;
        }
        return receiver.unwrap(syn.sequence()) > receiver.next();
    }

    /** SND.NXT, as the wire has it. */
    int nextSequence() {
        return (int) sender.sequence().next();
    }

    TcpSettings settings() {
        return block.settings();
    }

    void settings(TcpSettings newSettings) {
        block.settings(newSettings);
        keepAlive.settings(newSettings.keepAlive());
    }

    TcpInfo info(long now) {
        return new ConnectionReport(block, now)
                .info(segmentsOut, segmentsIn, dataSegmentsOut, now - keepAlive.lastHeardNanos());
    }
}
