package labwire.netlab.stack.tcp;

import java.util.List;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * The TCB of RFC 9293, 3.3.1: what the parts of one connection share, and every change of its state. Who changes it and
 * when is for {@link HandshakeArrival}, {@link SegmentArrival} and {@link TcpConnection} to know.
 */
final class ControlBlock {
    final boolean passive;
    final TcpCounters counters;
    final TimestampEcho echo;
    final CongestionMarks marks = new CongestionMarks();
    final TcpSender sender;
    final TcpReceiver receiver;
    final ConnectionEvents events = new ConnectionEvents();
    final UrgentData urgent = new UrgentData();

    private final int localPort;
    private final int remotePort;
    private final ChallengeAckLimit challengeLimit = new ChallengeAckLimit();
    private final SegmentSizes sizes;
    /** Of IPv4's headers: those of the application, or the way back of a peer that has come by a source route. */
    private final Bytes ipOptions;

    private TcpSettings settings;
    private TcpState state;
    private @Nullable TcpFailure failure;
    private boolean applicationClosed;
    private boolean unreachable;
    /** Ends TIME-WAIT, and FIN-WAIT-2 once the application has closed. */
    private long stateDeadline = TcpConnection.NEVER;
    /** An RST, or the answer to a stray segment; at most one a turn. */
    private @Nullable TcpSegment reply;

    ControlBlock(
            int localPort,
            int remotePort,
            boolean passive,
            int initialSequence,
            int timestampOffset,
            int maximumTransmissionUnit,
            int ipHeaderLength,
            Bytes ipOptions,
            TcpSettings settings,
            TcpCounters counters) {
        this.localPort = localPort;
        this.remotePort = remotePort;
        this.passive = passive;
        this.counters = counters;
        this.settings = settings;
        this.ipOptions = ipOptions;
        echo = new TimestampEcho(timestampOffset);
        sizes = new SegmentSizes(echo, maximumTransmissionUnit, ipHeaderLength, ipOptions.length());
        receiver = new TcpReceiver(settings, counters);
        sender = new TcpSender(Integer.toUnsignedLong(initialSequence), settings, counters, echo, new Writer());
        state = passive ? TcpState.SYN_RECEIVED : TcpState.SYN_SENT;
        counters.count(passive ? Event.PASSIVE_OPENS : Event.ACTIVE_OPENS);
    }

    // The handshake.

    /** Takes the peer's SYN: its sequence number, its options and its window. */
    void negotiate(long now, TcpSegment syn) {
        TcpOptions options = syn.options();
        receiver.initialize(syn.sequence());
        TcpFeatures features = settings.features();
        echo.negotiate(features.timestamps() ? options.timestamps() : null, now);
        marks.negotiate(features.ecn(), syn);
        receiver.selective(features.selectiveAcknowledgment() && options.sackPermitted());
        if (options.windowScale() == TcpOptions.ABSENT) {
            receiver.window().dropScale();
        } else {
            sender.window().scale(Math.min(options.windowScale(), ReceiveWindow.MAX_SCALE));
        }
        receiver.segmentSize(sizes.announced());
        sizes.peerTakes(options.maximumSegmentSize());
        sender.window().initialize(receiver.initialSequence(), sender.sequence().una(), syn.window());
    }

    /** SYN-SENT to SYN-RECEIVED: both sides have opened at once (RFC 9293, 3.5, figure 7). */
    void openedAtOnce() {
        state = TcpState.SYN_RECEIVED;
        sender.resendSyn();
    }

    void establish(long now) {
        sender.established(sizes.sentPayload(), receiver.isSelective(), settings);
        receiver.established(now, sizes.announcedPayload());
        state = sender.sequence().isFinished() ? TcpState.FIN_WAIT_1 : TcpState.ESTABLISHED;
        if (!passive) {
            events.raise(ConnectionEvents.CONNECTED);
        }
    }

    // The end.

    /** The application sends no more. In a handshake FIN waits for its end. */
    void finish() {
        sender.finish();
        switch (state) {
            case ESTABLISHED -> state = TcpState.FIN_WAIT_1;
            case CLOSE_WAIT -> state = TcpState.LAST_ACK;
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> {}
        }
    }

    void finAcknowledged(long now) {
        if (state == TcpState.FIN_WAIT_1 || state == TcpState.CLOSING || state == TcpState.LAST_ACK) {
            events.raise(ConnectionEvents.OUTPUT_ACKNOWLEDGED);
        }
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

    void finReceived(long now) {
        events.raise(ConnectionEvents.INPUT_FINISHED);
        switch (state) {
            case ESTABLISHED -> state = TcpState.CLOSE_WAIT;
            case FIN_WAIT_1 -> state = TcpState.CLOSING;
            case FIN_WAIT_2 -> enterTimeWait(now);
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> {}
        }
    }

    private void enterTimeWait(long now) {
        state = TcpState.TIME_WAIT;
        sender.stop();
        restartTimeWait(now);
    }

    void restartTimeWait(long now) {
        stateDeadline = now + settings.timeWait().toNanos();
    }

    private void limitFinWait2(long now) {
        if (state == TcpState.FIN_WAIT_2 && applicationClosed) {
            stateDeadline = now + settings.finWait2().toNanos();
        }
    }

    /** The application will neither read nor write any more. */
    void applicationClosed(long now) {
        applicationClosed = true;
        receiver.discard();
        limitFinWait2(now);
    }

    boolean isApplicationClosed() {
        return applicationClosed;
    }

    /** A valid RST has come. What was not yet acknowledged when both sides had finished, may be lost. */
    void reset() {
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
            case SYN_SENT -> fail(TcpFailure.REFUSED);
            case SYN_RECEIVED -> fail(passive ? TcpFailure.RESET : TcpFailure.REFUSED);
            case CLOSED, LISTEN, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> fail(TcpFailure.RESET);
        }
    }

    /** We reset it (RFC 9293, 3.10.5). */
    void abort(long now) {
        switch (state) {
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> reply = resetOfOurs(now);
            case CLOSING, LAST_ACK -> {
                // The RFC just forgets it; but then a peer that has not got all our data would wait for it.
                if (!sender.isDataAcknowledged()) {
                    reply = resetOfOurs(now);
                }
            }
            case CLOSED, LISTEN, SYN_SENT, TIME_WAIT -> {}
        }
        applicationClosed = true;
        events.clear();
        receiver.discard();
        end();
    }

    /** The peer does not answer. */
    void giveUp(long now) {
        if (state.isSynchronized()) {
            reply = resetOfOurs(now);
        }
        fail(unreachable ? TcpFailure.UNREACHABLE : TcpFailure.TIMED_OUT);
    }

    void fail(TcpFailure why) {
        if (!state.isSynchronized()) {
            counters.count(Event.FAILED_ATTEMPTS);
        }
        failure = why;
        end();
    }

    void end() {
        state = TcpState.CLOSED;
        stateDeadline = TcpConnection.NEVER;
        sender.stop();
        receiver.stop();
    }

    // What the path is found to be.

    /** ICMP has said so; it is the reason to give if the peer never answers. */
    void foundUnreachable() {
        unreachable = true;
        events.raise(ConnectionEvents.UNREACHABLE);
    }

    /** ICMP has said what it takes. */
    void pathTakes(int maximumTransmissionUnit) {
        sizes.pathTakes(maximumTransmissionUnit);
        if (state.isSynchronized()) {
            sender.segmentSizeReduced(sizes.sentPayload());
        }
    }

    SegmentSizes sizes() {
        return sizes;
    }

    Bytes ipOptions() {
        return ipOptions;
    }

    // Segments out.

    /** An acknowledgment that tells a true peer where we are, and a forger nothing (RFC 5961, 3.2, 4.2, 5.2). */
    void challenge(long now) {
        if (challengeLimit.tryAcquire(now, settings.challengeAcks())) {
            counters.count(Event.CHALLENGE_ACKS);
            receiver.acknowledgment().immediately();
        } else {
            counters.count(Event.CHALLENGE_ACKS_SUPPRESSED);
        }
    }

    void reply(TcpSegment answer) {
        reply = answer;
    }

    @Nullable
    TcpSegment takeReply() {
        TcpSegment answer = reply;
        reply = null;
        return answer;
    }

    TcpSegment syn(long now) {
        boolean answers = state == TcpState.SYN_RECEIVED;
        ReceiveWindow window = receiver.window();
        boolean again = sender.flight().timer().timeouts() > 0;
        int ecn = answers
                ? marks.synAckFlags()
                : marks.synFlags(settings.features().ecn(), again);
        return new TcpSegment(
                localPort,
                remotePort,
                (int) sender.sequence().initial(),
                answers ? (int) receiver.next() : 0,
                (answers ? TcpSegment.SYN | TcpSegment.ACK : TcpSegment.SYN) | ecn,
                window.announceUnscaled(receiver.next(), sizes.announcedPayload()),
                synOptions(now, answers),
                Bytes.EMPTY);
    }

    /** An answer offers what the SYN has offered, and no more (RFC 7323, 2.2 and 3.2; RFC 2018, 2). */
    private TcpOptions synOptions(long now, boolean answers) {
        ReceiveWindow window = receiver.window();
        TcpFeatures features = settings.features();
        boolean stamps = answers ? echo.isInUse() : features.timestamps();
        return new TcpOptions(
                sizes.announced(),
                window.isScaling() ? window.scale() : TcpOptions.ABSENT,
                answers ? receiver.isSelective() : features.selectiveAcknowledgment(),
                List.of(),
                stamps ? new TcpOptions.Timestamps(echo.value(now), answers ? echo.recent() : 0) : null);
    }

    TcpSegment acknowledgment(long now) {
        return segment(now, sender.sequence().next(), TcpSegment.ACK, Bytes.EMPTY, 0, false);
    }

    /** A segment with the acknowledgment, the window and the options of the moment, which thereby are told. */
    TcpSegment segment(long now, long sequence, int flags, Bytes payload, int unit, boolean newData) {
        marks.nextSegment(newData);
        int window = receiver.announceWindow();
        receiver.acknowledgment().sent(payload.isEmpty(), receiver.isSelective());
        TcpOptions options = receiver.report().isEmpty()
                ? echo.options(now)
                : echo.options(now, receiver.report().take());
        int urgentPointer = urgent.pointer(sequence, sender.sequence());
        return new TcpSegment(
                localPort,
                remotePort,
                (int) sequence,
                (int) receiver.next(),
                flags | marks.flags(newData) | (urgentPointer > 0 ? TcpSegment.URG : 0),
                window,
                urgentPointer,
                options,
                payload,
                unit,
                true);
    }

    /** What the sender asks of the other half of the connection. */
    private final class Writer implements SegmentWriter {
        @Override
        public TcpSegment write(long now, long sequence, int flags, Bytes payload, int unit, boolean newData) {
            return segment(now, sequence, flags, payload, unit, newData);
        }

        @Override
        public int optionBytes() {
            return receiver.report().optionBytes();
        }

        @Override
        public boolean mayUnite() {
            return !urgent.isSending(sender.sequence());
        }
    }

    private TcpSegment resetOfOurs(long now) {
        int sequence = (int) sender.sequence().next();
        int window = receiver.announceWindow();
        return ResetSegment.of(localPort, remotePort, sequence, (int) receiver.next(), window, echo.options(now));
    }

    // What others ask.

    TcpState state() {
        return state;
    }

    @Nullable
    TcpFailure failure() {
        return failure;
    }

    long stateDeadline() {
        return stateDeadline;
    }

    TcpSettings settings() {
        return settings;
    }

    void settings(TcpSettings newSettings) {
        settings = newSettings;
        boolean crowded = sender.isCrowded();
        sender.settings(newSettings);
        if (crowded && !sender.isCrowded()) {
            events.raise(ConnectionEvents.WRITABLE);
        }
        receiver.settings(newSettings);
    }
}
