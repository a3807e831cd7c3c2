package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one connection (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.10">RFC 9293,
 * 3.10</a>), without I/O: {@link #onSegment} and {@link #onTimer} take what happens, {@link #pollTransmit} gives what
 * is to be sent, {@link #nextDeadline} says when to come back. Here is what depends on the state; sending and receiving
 * are {@link TcpSender} and {@link TcpReceiver}.
 */
final class TcpConnection {
    static final long NEVER = Long.MAX_VALUE;
    /** Of a peer whose SYN does not say (RFC 9293, 3.7.1). */
    static final int DEFAULT_SEGMENT_SIZE = 536;
    /** Smaller ones are not believed, as in Linux: they would be all header. */
    static final int MIN_SEGMENT_SIZE = 48;
    /** Of IPv4 and TCP, without options. */
    static final int HEADER_BYTES = 40;

    private final int localPort;
    private final int remotePort;
    private final boolean passive;
    private final TcpCounters counters;
    private final TcpSender sender;
    private final TcpReceiver receiver;
    private final KeepAliveTimer keepAlive;
    private final ChallengeAckLimit challengeLimit = new ChallengeAckLimit();
    private final ConnectionEvents events = new ConnectionEvents();
    private TcpSettings settings;
    /** What our SYN offers: as much as the interface takes. */
    private final int announcedSegmentSize;
    /** What the path takes, and once it is known, the peer. */
    private int pathSegmentSize;

    private TcpState state;
    private @Nullable TcpFailure failure;
    private boolean applicationClosed;
    private boolean unreachable;
    private boolean crowded;
    /** Ends TIME-WAIT, and FIN-WAIT-2 once the application has closed. */
    private long stateDeadline = NEVER;
    /** An RST, or the answer to a stray segment; at most one a turn. */
    private @Nullable TcpSegment reply;

    /**
     * @param passive a listener makes it, for a SYN that it then hands to {@link #acceptSyn}
     * @param initialSequence RFC 6528
     */
    TcpConnection(
            int localPort,
            int remotePort,
            boolean passive,
            int initialSequence,
            int maximumTransmissionUnit,
            TcpSettings settings,
            TcpCounters counters,
            long now) {
        this.localPort = localPort;
        this.remotePort = remotePort;
        this.passive = passive;
        this.counters = counters;
        this.settings = settings;
        announcedSegmentSize = Math.max(MIN_SEGMENT_SIZE, maximumTransmissionUnit - HEADER_BYTES);
        pathSegmentSize = announcedSegmentSize;
        sender = new TcpSender(Integer.toUnsignedLong(initialSequence), settings, counters, this::segment);
        receiver = new TcpReceiver(settings, counters);
        keepAlive = new KeepAliveTimer(settings.keepAlive());
        keepAlive.heard(now);
        state = passive ? TcpState.SYN_RECEIVED : TcpState.SYN_SENT;
        counters.count(passive ? Event.PASSIVE_OPENS : Event.ACTIVE_OPENS);
    }

    // Segments in.

    void onSegment(long now, TcpSegment segment) {
        switch (state) {
            case CLOSED, LISTEN -> {}
            case SYN_SENT -> inSynSent(now, segment);
            case SYN_RECEIVED -> inSynReceived(now, segment);
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                whenSynchronized(now, segment);
        }
    }

    /** A listener's part: the SYN that begins this connection. Data on it is left for the peer to send again. */
    void acceptSyn(TcpSegment segment) {
        negotiate(segment);
        sender.window().initialize(receiver.initialSequence(), sender.una(), segment.window());
    }

    /** RFC 9293, 3.10.7.3. */
    private void inSynSent(long now, TcpSegment segment) {
        long acknowledgment = sender.unwrap(segment.acknowledgment());
        boolean acknowledges = segment.has(TcpSegment.ACK);
        if (acknowledges && (acknowledgment <= sender.initialSequence() || acknowledgment > sender.next())) {
            if (!segment.has(TcpSegment.RST)) {
                reply = ResetSegment.inAnswerTo(segment);
            }
            return;
        }
        if (segment.has(TcpSegment.RST)) {
            if (acknowledges) {
                counters.count(Event.RESETS_RECEIVED);
                fail(TcpFailure.REFUSED);
            }
            return;
        }
        if (!segment.has(TcpSegment.SYN)) {
            return;
        }
        negotiate(segment);
        if (!acknowledges) {
            // Simultaneous open (RFC 9293, 3.5, figure 7).
            sender.window().initialize(receiver.initialSequence(), sender.una(), segment.window());
            state = TcpState.SYN_RECEIVED;
            sender.resendSyn();
            return;
        }
        establish();
        sender.synAcknowledged(now, receiver.initialSequence(), acknowledgment, segment.window());
        receiver.acknowledgment().immediately();
        takeData(now, receiver.next(), segment);
    }

    private void negotiate(TcpSegment syn) {
        TcpOptions options = syn.options();
        receiver.initialize(syn.sequence());
        if (options.windowScale() == TcpOptions.ABSENT) {
            receiver.window().dropScale();
        } else {
            sender.window().scale(Math.min(options.windowScale(), ReceiveWindow.MAX_SCALE));
        }
        int announced = options.maximumSegmentSize() == TcpOptions.ABSENT
                ? DEFAULT_SEGMENT_SIZE
                : Math.max(MIN_SEGMENT_SIZE, options.maximumSegmentSize());
        receiver.segmentSize(announcedSegmentSize);
        pathSegmentSize = Math.min(pathSegmentSize, announced);
    }

    private void establish() {
        sender.established(pathSegmentSize);
        state = sender.isFinished() ? TcpState.FIN_WAIT_1 : TcpState.ESTABLISHED;
        if (!passive) {
            events.raise(ConnectionEvents.CONNECTED);
        }
    }

    private void inSynReceived(long now, TcpSegment segment) {
        long sequence = receiver.unwrap(segment.sequence());
        boolean synAgain =
                segment.has(TcpSegment.SYN) && sequence == receiver.initialSequence() && !segment.has(TcpSegment.RST);
        if (synAgain && !segment.has(TcpSegment.ACK)) {
            // Our answer was lost, or is under way: give it again, as it would stand after a timeout.
            sender.resendSyn();
            return;
        }
        if (!synAgain && !receiver.isAcceptable(sequence, segment)) {
            unacceptable(now, segment);
            return;
        }
        if (segment.has(TcpSegment.RST)) {
            if (sequence == receiver.next()) {
                counters.count(Event.RESETS_RECEIVED);
                fail(passive ? TcpFailure.RESET : TcpFailure.REFUSED);
            } else {
                challenge(now);
            }
            return;
        }
        if (segment.has(TcpSegment.SYN) && !synAgain) {
            if (passive) {
                fail(TcpFailure.RESET);
            } else {
                challenge(now);
            }
            return;
        }
        if (!segment.has(TcpSegment.ACK)) {
            return;
        }
        long acknowledgment = sender.unwrap(segment.acknowledgment());
        if (acknowledgment <= sender.una() || acknowledgment > sender.next()) {
            reply = ResetSegment.inAnswerTo(segment);
            return;
        }
        keepAlive.heard(now);
        establish();
        if (synAgain) {
            sender.synAcknowledged(now, sequence, acknowledgment, segment.window());
            receiver.acknowledgment().immediately();
            takeData(now, receiver.next(), segment);
        } else {
            sender.acknowledged(now, sequence, acknowledgment, segment.window(), false);
            takeData(now, sequence, segment);
        }
    }

    /** RFC 9293, 3.10.7.4, with the checks of RFC 5961. Urgent data is taken as data: the pointer is ignored. */
    private void whenSynchronized(long now, TcpSegment segment) {
        long sequence = receiver.unwrap(segment.sequence());
        keepAlive.heard(now);
        boolean probe = false;
        if (!receiver.isAcceptable(sequence, segment)) {
            probe = receiver.isWindowProbe(sequence) && !segment.has(TcpSegment.SYN | TcpSegment.RST);
            if (!probe) {
                unacceptable(now, segment);
                return;
            }
            receiver.acknowledgment().immediately();
        }
        if (segment.has(TcpSegment.RST)) {
            if (sequence == receiver.next()) {
                reset();
            } else {
                challenge(now);
            }
            return;
        }
        if (segment.has(TcpSegment.SYN)) {
            challenge(now);
            return;
        }
        if (!segment.has(TcpSegment.ACK)) {
            return;
        }
        long acknowledgment = sender.unwrap(segment.acknowledgment());
        if (acknowledgment > sender.next()
                || acknowledgment < sender.una() - sender.window().maximum()) {
            challenge(now);
            return;
        }
        sender.acknowledged(
                now,
                sequence,
                acknowledgment,
                segment.window(),
                segment.payload().isEmpty() && !segment.has(TcpSegment.FIN));
        if (crowded && !sender.isCrowded()) {
            crowded = false;
            events.raise(ConnectionEvents.WRITABLE);
        }
        if (sender.isFinAcknowledged()) {
            finAcknowledged(now);
        }
        if (!probe) {
            takeData(now, sequence, segment);
        }
    }

    private void finAcknowledged(long now) {
        switch (state) {
            case FIN_WAIT_1 -> {
                state = TcpState.FIN_WAIT_2;
                limitFinWait2(now);
            }
            case CLOSING -> enterTimeWait(now);
            case LAST_ACK -> end();
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_2, CLOSE_WAIT, TIME_WAIT -> {}
        }
    }

    private void takeData(long now, long sequence, TcpSegment segment) {
        boolean fin = segment.has(TcpSegment.FIN);
        if (segment.payload().isEmpty() && !fin) {
            return;
        }
        switch (state) {
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> {}
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> {
                return;
            }
        }
        if (applicationClosed && receiver.isNews(sequence, segment.payload().length())) {
            // Nobody will read it, and the peer should know (RFC 9293, 3.6.1).
            abort();
            return;
        }
        int unreadBefore = receiver.unreadBytes();
        receiver.accept(now, sequence, segment.payload(), fin);
        if (receiver.unreadBytes() > unreadBefore) {
            events.raise(ConnectionEvents.READABLE);
        }
        if (receiver.isFinished()) {
            finReceived(now);
        }
    }

    private void finReceived(long now) {
        events.raise(ConnectionEvents.INPUT_FINISHED);
        switch (state) {
            case ESTABLISHED -> state = TcpState.CLOSE_WAIT;
            case FIN_WAIT_1 -> state = TcpState.CLOSING;
            case FIN_WAIT_2 -> enterTimeWait(now);
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> {}
        }
    }

    private void unacceptable(long now, TcpSegment segment) {
        counters.count(Event.UNACCEPTABLE_SEGMENTS);
        if (segment.has(TcpSegment.RST)) {
            return;
        }
        if (state == TcpState.TIME_WAIT && segment.has(TcpSegment.FIN)) {
            stateDeadline = now + settings.timeWait().toNanos();
        }
        if (segment.sequenceLength() > 0 && !segment.has(TcpSegment.SYN)) {
            // The peer is sending again what we have: our acknowledgment was lost.
            receiver.acknowledgment().immediately();
        } else {
            challenge(now);
        }
    }

    /** An acknowledgment that tells a true peer where we are, and a forger nothing (RFC 5961, 3.2, 4.2, 5.2). */
    private void challenge(long now) {
        if (challengeLimit.tryAcquire(now)) {
            counters.count(Event.CHALLENGE_ACKS);
            receiver.acknowledgment().immediately();
        } else {
            counters.count(Event.CHALLENGE_ACKS_SUPPRESSED);
        }
    }

    private void reset() {
        counters.count(Event.RESETS_RECEIVED);
        switch (state) {
            case TIME_WAIT -> end();
            case CLOSING, LAST_ACK -> {
                if (sender.isDataAcknowledged()) {
                    end();
                } else {
                    fail(TcpFailure.RESET);
                }
            }
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT ->
                fail(TcpFailure.RESET);
        }
    }

    /** ICMP says that a segment of ours did not arrive (RFC 9293, 3.9.2.2). */
    void onUnreachable(int quotedSequence, boolean hard) {
        if (!isInFlight(quotedSequence)) {
            return;
        }
        switch (state) {
            case SYN_SENT, SYN_RECEIVED -> {
                if (hard) {
                    fail(TcpFailure.UNREACHABLE);
                } else {
                    unreachable = true;
                }
            }
            // Even hard errors end no synchronized connection: they are easily forged (RFC 5927, 5.2).
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK -> unreachable = true;
            case CLOSED, LISTEN, TIME_WAIT -> {}
        }
    }

    /** ICMP says that a segment of ours was too big for the path (RFC 1191). */
    void onPacketTooBig(int quotedSequence, int maximumTransmissionUnit) {
        if (isInFlight(quotedSequence)) {
            pathSegmentSize =
                    Math.min(pathSegmentSize, Math.max(MIN_SEGMENT_SIZE, maximumTransmissionUnit - HEADER_BYTES));
            if (state.isSynchronized()) {
                sender.segmentSizeReduced(pathSegmentSize);
            }
        }
    }

    private boolean isInFlight(int wireSequence) {
        long sequence = SequenceNumbers.unwrap(sender.una(), wireSequence);
        return sequence >= sender.una() && sequence < sender.next();
    }

    // Time.

    long nextDeadline() {
        if (state == TcpState.CLOSED) {
            return NEVER;
        }
        long deadline = Math.min(stateDeadline, sender.deadlineNanos());
        deadline = Math.min(deadline, receiver.acknowledgment().deadlineNanos());
        return isKeptAlive() ? Math.min(deadline, keepAlive.deadlineNanos()) : deadline;
    }

    private boolean isKeptAlive() {
        return switch (state) {
            case ESTABLISHED, CLOSE_WAIT, FIN_WAIT_2 -> true;
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, FIN_WAIT_1, CLOSING, LAST_ACK, TIME_WAIT -> false;
        };
    }

    void onTimer(long now) {
        if (state == TcpState.CLOSED) {
            return;
        }
        if (stateDeadline <= now) {
            end();
            return;
        }
        receiver.acknowledgment().expire(now);
        if (!sender.expire(now, retransmitLimit()) || (isKeptAlive() && !keepAlive.expire(now, !sender.isIdle()))) {
            if (state.isSynchronized()) {
                reply = resetOfOurs();
            }
            fail(unreachable ? TcpFailure.UNREACHABLE : TcpFailure.TIMED_OUT);
        }
    }

    private int retransmitLimit() {
        return switch (state) {
            case SYN_SENT -> settings.synRetransmitLimit();
            case SYN_RECEIVED -> settings.synAckRetransmitLimit();
            case CLOSED, LISTEN, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                settings.retransmitLimit();
        };
    }

    // Segments out.

    /** The next segment to send now, or null: then {@link #nextDeadline} holds until something else happens. */
    @Nullable
    TcpSegment pollTransmit(long now) {
        if (reply != null) {
            TcpSegment answer = reply;
            reply = null;
            if (answer.has(TcpSegment.RST)) {
                counters.count(Event.RESETS_SENT);
            }
            return answer;
        }
        return switch (state) {
            case CLOSED, LISTEN -> null;
            case SYN_SENT, SYN_RECEIVED -> pollHandshake(now);
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> pollSynchronized(now);
        };
    }

    private @Nullable TcpSegment pollHandshake(long now) {
        boolean answer = state == TcpState.SYN_RECEIVED;
        if (!sender.takeSyn(now)) {
            if (receiver.acknowledgment().isDue() && answer) {
                return segment(sender.next(), TcpSegment.ACK, Bytes.EMPTY);
            }
            return null;
        }
        receiver.acknowledgment().stop();
        boolean scales = receiver.window().isScaling();
        int flags = answer ? TcpSegment.SYN | TcpSegment.ACK : TcpSegment.SYN;
        return new TcpSegment(
                localPort,
                remotePort,
                (int) sender.initialSequence(),
                answer ? (int) receiver.next() : 0,
                flags,
                receiver.window().announceUnscaled(receiver.next()),
                TcpOptions.syn(announcedSegmentSize, scales ? receiver.window().scale() : TcpOptions.ABSENT),
                Bytes.EMPTY);
    }

    private @Nullable TcpSegment pollSynchronized(long now) {
        DelayedAck acknowledgment = receiver.acknowledgment();
        if (acknowledgment.isDuplicateDue()) {
            return segment(sender.next(), TcpSegment.ACK, Bytes.EMPTY);
        }
        TcpSegment data = sender.poll(now);
        if (data != null) {
            return data;
        }
        sender.watchWindow(now);
        if (keepAlive.takeProbe()) {
            // Just before what the peer expects, so that it must answer (RFC 1122, 4.2.3.6).
            counters.count(Event.KEEPALIVE_PROBES);
            return segment(sender.next() - 1, TcpSegment.ACK, Bytes.EMPTY);
        }
        return acknowledgment.isDue() ? segment(sender.next(), TcpSegment.ACK, Bytes.EMPTY) : null;
    }

    private TcpSegment segment(long sequence, int flags, Bytes payload) {
        int window = receiver.announceWindow();
        receiver.acknowledgment().sent(payload.isEmpty());
        return new TcpSegment(
                localPort, remotePort, (int) sequence, (int) receiver.next(), flags, window, TcpOptions.NONE, payload);
    }

    private TcpSegment resetOfOurs() {
        return new TcpSegment(
                localPort,
                remotePort,
                (int) sender.next(),
                (int) receiver.next(),
                TcpSegment.RST | TcpSegment.ACK,
                0,
                TcpOptions.NONE,
                Bytes.EMPTY);
    }

    // What the application does (RFC 9293, 3.10.2 to 3.10.5).

    int write(ByteBuffer source) {
        if (sender.isFinished()) {
            throw new IllegalStateException("write after the output was shut down (expected: before)");
        }
        if (state == TcpState.CLOSED) {
            return 0;
        }
        int count = sender.write(source);
        crowded = sender.isCrowded();
        return count;
    }

    int sendSpace() {
        return state == TcpState.CLOSED || sender.isFinished() ? 0 : sender.space();
    }

    int read(ByteBuffer target) {
        return receiver.read(target);
    }

    int unreadBytes() {
        return receiver.unreadBytes();
    }

    boolean isInputFinished() {
        return receiver.unreadBytes() == 0 && (receiver.isFinished() || receiver.isDiscarding());
    }

    void shutdownOutput() {
        if (sender.isFinished()) {
            return;
        }
        sender.finish();
        switch (state) {
            case ESTABLISHED -> state = TcpState.FIN_WAIT_1;
            case CLOSE_WAIT -> state = TcpState.LAST_ACK;
            // In a handshake FIN waits for its end.
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> {}
        }
    }

    void shutdownInput() {
        receiver.discard();
    }

    void close(long now) {
        if (applicationClosed) {
            return;
        }
        applicationClosed = true;
        if (state == TcpState.SYN_SENT) {
            end();
            return;
        }
        if (receiver.unreadBytes() > 0 && state != TcpState.TIME_WAIT && state != TcpState.CLOSED) {
            abort();
            return;
        }
        receiver.discard();
        shutdownOutput();
        limitFinWait2(now);
    }

    void abort() {
        switch (state) {
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> reply = resetOfOurs();
            case CLOSING, LAST_ACK -> {
                // The RFC just forgets it; but then a peer that has not got all our data would wait for it.
                if (!sender.isDataAcknowledged()) {
                    reply = resetOfOurs();
                }
            }
            case CLOSED, LISTEN, SYN_SENT, TIME_WAIT -> {}
        }
        applicationClosed = true;
        events.clear();
        receiver.discard();
        end();
    }

    private void limitFinWait2(long now) {
        if (state == TcpState.FIN_WAIT_2 && applicationClosed) {
            stateDeadline = now + settings.finWait2().toNanos();
        }
    }

    private void enterTimeWait(long now) {
        state = TcpState.TIME_WAIT;
        sender.stop();
        stateDeadline = now + settings.timeWait().toNanos();
    }

    /** Another connection, or another TIME-WAIT, takes its place. */
    void endTimeWait() {
        end();
    }

    private void fail(TcpFailure why) {
        if (!state.isSynchronized()) {
            counters.count(Event.FAILED_ATTEMPTS);
        }
        failure = why;
        end();
    }

    private void end() {
        state = TcpState.CLOSED;
        stateDeadline = NEVER;
        sender.stop();
        receiver.stop();
    }

    // What the socket asks.

    TcpState state() {
        return state;
    }

    ConnectionEvents events() {
        return events;
    }

    @Nullable
    TcpFailure failure() {
        return failure;
    }

    /** Nothing is left to happen to it that the application could see. */
    boolean isOver() {
        return switch (state) {
            case CLOSED -> failure != null || applicationClosed || receiver.unreadBytes() == 0;
            case TIME_WAIT -> applicationClosed || receiver.unreadBytes() == 0;
            case LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK ->
                false;
        };
    }

    /** In TIME-WAIT: whether a SYN is so new that it cannot be of this connection (RFC 9293, 3.10.7.4; RFC 6191, 2). */
    boolean isAfterThis(TcpSegment syn) {
        return receiver.unwrap(syn.sequence()) > receiver.next();
    }

    /** SND.NXT, as the wire has it. */
    int nextSequence() {
        return (int) sender.next();
    }

    TcpSettings settings() {
        return settings;
    }

    void settings(TcpSettings newSettings) {
        settings = newSettings;
        sender.settings(newSettings);
        receiver.settings(newSettings);
        keepAlive.settings(newSettings.keepAlive());
    }

    TcpInfo info() {
        return new TcpInfo(
                state,
                sender.segmentSize(),
                sender.window().scale(),
                receiver.window().scale(),
                Math.max(0, sender.window().rightEdge() - sender.una()),
                Math.max(0, receiver.window().rightEdge() - receiver.next()),
                sender.congestion().window(),
                sender.congestion().slowStartThreshold(),
                sender.rtt().smoothedNanos(),
                sender.rtt().variationNanos(),
                sender.rtt().timeoutNanos(),
                sender.next() - sender.una(),
                sender.unsentBytes(),
                receiver.unreadBytes(),
                receiver.outOfOrderBytes(),
                sender.retransmittedSegments());
    }
}
