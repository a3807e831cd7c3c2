package labwire.netlab.stack.tcp;

import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.TcpSegment;

/**
 * What a segment does in a synchronized state: the checks of RFC 9293, 3.10.7.4, in their order, with those of
 * <a href="https://www.rfc-editor.org/rfc/rfc5961">RFC 5961</a>.
 */
final class SegmentArrival {
    private final ControlBlock block;
    private final TcpSender sender;
    private final TcpReceiver receiver;

    SegmentArrival(ControlBlock block) {
        this.block = block;
        this.sender = block.sender;
        this.receiver = block.receiver;
    }

    void whenSynchronized(long now, TcpSegment segment, boolean marked) {
        long sequence = receiver.unwrap(segment.sequence());
        if (isOldDuplicate(now, segment)) {
            unacceptable(now, segment);
            return;
        }
        boolean probe = false;
        if (!receiver.isAcceptable(sequence, segment)) {
            probe = receiver.isWindowProbe(sequence) && !segment.has(TcpSegment.SYN | TcpSegment.RST);
            if (!probe) {
                unacceptable(now, segment);
                return;
            }
            receiver.acknowledgment().immediately();
        }
        if (block.marks.heard(segment, marked)) {
            block.counters.count(Event.ECN_MARKS);
            receiver.acknowledgment().immediately();
        }
        if (segment.has(TcpSegment.RST) && sequence == receiver.next()) {
            block.reset();
        } else if (segment.has(TcpSegment.RST | TcpSegment.SYN)) {
            block.challenge(now);
        } else if (segment.has(TcpSegment.ACK) && takeAcknowledgment(now, sequence, segment)) {
            takeUrgent(sequence, segment);
            if (!probe) {
                takeData(now, sequence, segment);
            }
        }
    }

    /** PAWS: sent before something that has already come (RFC 7323, 5.3, R1); an RST is judged by its number alone. */
    boolean isOldDuplicate(long now, TcpSegment segment) {
        if (segment.has(TcpSegment.RST) || !block.echo.isOld(segment.options().timestamps(), now)) {
            return false;
        }
        block.counters.count(Event.OLD_TIMESTAMPS);
        return true;
    }

    /** Returns false if the acknowledgment is one that the peer cannot have sent now (RFC 5961, 5.2). */
    private boolean takeAcknowledgment(long now, long sequence, TcpSegment segment) {
        long acknowledgment = sender.unwrap(segment.acknowledgment());
        if (!isPossible(acknowledgment)) {
            block.challenge(now);
            return false;
        }
        // Not before: what a stranger may have sent must not count as the peer's last timestamp.
        block.echo.heard(segment.options().timestamps(), receiver.isAtEdge(sequence), true, now);
        boolean crowded = sender.isCrowded();
        boolean bare = segment.payload().isEmpty() && !segment.has(TcpSegment.FIN);
        sender.acknowledged(now, sequence, acknowledgment, segment, bare);
        if (block.marks.isInUse()
                && segment.has(TcpSegment.ECE)
                && sender.flight().marked()) {
            block.marks.reduced();
        }
        if (crowded && !sender.isCrowded()) {
            block.events.raise(ConnectionEvents.WRITABLE);
        }
        if (sender.sequence().isFinAcknowledged()) {
            block.finAcknowledged(now);
        }
        return true;
    }

    private boolean isPossible(long acknowledgment) {
        return acknowledgment <= sender.sequence().next()
                && acknowledgment >= sender.sequence().una() - sender.window().maximum();
    }

    /** The sixth check, of all that comes, even to a shut window. */
    void takeUrgent(long sequence, TcpSegment segment) {
        if (segment.has(TcpSegment.URG)
                && isReceiving()
                && block.urgent.heard(sequence + segment.urgentPointer(), receiver.readEnd())) {
            block.events.raise(ConnectionEvents.URGENT);
        }
    }

    /** The seventh and eighth checks: text and FIN. */
    void takeData(long now, long sequence, TcpSegment segment) {
        boolean fin = segment.has(TcpSegment.FIN);
        if ((segment.payload().isEmpty() && !fin) || !isReceiving()) {
            return;
        }
        if (block.isApplicationClosed()
                && receiver.isNews(sequence, segment.payload().length())) {
            // Nobody will read it, and the peer should know (RFC 9293, 3.6.1).
            block.abort(now);
            return;
        }
        int unreadBefore = receiver.unreadBytes();
        receiver.accept(now, sequence, segment, fin, block.echo);
        if (receiver.unreadBytes() > unreadBefore) {
            block.events.raise(ConnectionEvents.READABLE);
        }
        if (receiver.isFinished()) {
            block.finReceived(now);
        }
    }

    private boolean isReceiving() {
        return switch (block.state()) {
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> true;
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> false;
        };
    }

    /** The first check failed. */
    void unacceptable(long now, TcpSegment segment) {
        block.counters.count(Event.UNACCEPTABLE_SEGMENTS);
        if (segment.has(TcpSegment.RST)) {
            return;
        }
        if (segment.has(TcpSegment.FIN) && block.state() == TcpState.TIME_WAIT) {
            block.restartTimeWait(now);
        }
        if (segment.sequenceLength() > 0 && !segment.has(TcpSegment.SYN)) {
            // The peer is sending again what we have: our acknowledgment was lost.
            receiver.arrivedAgain(segment);
            noteStampOfCopy(now, segment);
            receiver.acknowledgment().immediately();
        } else {
            block.challenge(now);
        }
    }

    /**
     * The answer to a copy of what came last echoes the copy, as Linux has it: with the first one's timestamp, the peer
     * would take its own timeout for a round trip. Copies of what came before tell no more than any old segment.
     */
    private void noteStampOfCopy(long now, TcpSegment segment) {
        long sequence = receiver.unwrap(segment.sequence());
        if (segment.has(TcpSegment.ACK)
                && sequence + segment.sequenceLength() == receiver.next()
                && isPossible(sender.unwrap(segment.acknowledgment()))) {
            block.echo.heard(segment.options().timestamps(), receiver.isAtEdge(sequence), false, now);
        }
    }

    /** An ICMP error about a segment of ours (RFC 9293, 3.9.2.2). */
    void unreachable(int quotedSequence, boolean hard) {
        if (!isInFlight(quotedSequence)) {
            return;
        }
        switch (block.state()) {
            case SYN_SENT, SYN_RECEIVED -> {
                if (hard) {
                    block.fail(TcpFailure.UNREACHABLE);
                } else {
                    block.foundUnreachable();
                }
            }
            // Even hard errors end no synchronized connection: they are easily forged (RFC 5927, 5.2).
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK -> block.foundUnreachable();
            case CLOSED, LISTEN, TIME_WAIT -> {}
        }
    }

    /** ICMP says that a segment of ours was too big for the path (RFC 1191). */
    void packetTooBig(int quotedSequence, int maximumTransmissionUnit) {
        if (isInFlight(quotedSequence)) {
            block.pathTakes(maximumTransmissionUnit);
        }
    }

    /** Whether an error may be believed: who forges one must guess this (RFC 5927, 4.1). */
    private boolean isInFlight(int quotedSequence) {
        long sequence = SequenceNumbers.unwrap(sender.sequence().una(), quotedSequence);
        return sequence >= sender.sequence().una()
                && sequence < sender.sequence().next();
    }
}
