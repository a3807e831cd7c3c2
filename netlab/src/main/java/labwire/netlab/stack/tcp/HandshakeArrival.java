package labwire.netlab.stack.tcp;

import labwire.netlab.wire.TcpSegment;

/** What a segment does in SYN-SENT (RFC 9293, 3.10.7.3) and in SYN-RECEIVED (3.10.7.4). */
final class HandshakeArrival {
    private final ControlBlock block;
    private final TcpSender sender;
    private final TcpReceiver receiver;
    private final SegmentArrival arrival;

    /**
     * @param arrival takes what is left of a segment that ends the handshake
     */
    HandshakeArrival(ControlBlock block, SegmentArrival arrival) {
        this.block = block;
        this.sender = block.sender;
        this.receiver = block.receiver;
        this.arrival = arrival;
    }

    void inSynSent(long now, TcpSegment segment) {
        long acknowledgment = sender.unwrap(segment.acknowledgment());
        boolean acknowledges = segment.has(TcpSegment.ACK);
        if (acknowledges && !acknowledgesOurSyn(acknowledgment)) {
            if (!segment.has(TcpSegment.RST)) {
                block.reply(ResetSegment.inAnswerTo(segment));
            }
            return;
        }
        if (segment.has(TcpSegment.RST)) {
            if (acknowledges) {
                block.reset();
            }
            return;
        }
        if (!segment.has(TcpSegment.SYN)) {
            return;
        }
        block.negotiate(now, segment);
        if (acknowledges) {
            establishBySyn(now, acknowledgment, segment);
        } else {
            block.openedAtOnce();
        }
    }

    void inSynReceived(long now, TcpSegment segment) {
        long sequence = receiver.unwrap(segment.sequence());
        boolean resets = segment.has(TcpSegment.RST);
        boolean synAgain = segment.has(TcpSegment.SYN) && sequence == receiver.initialSequence() && !resets;
        if (synAgain && !segment.has(TcpSegment.ACK)) {
            // Our answer was lost, or is under way: give it again, as would be done after a timeout.
            sender.resendSyn();
        } else if (!synAgain && (arrival.isOldDuplicate(now, segment) || !receiver.isAcceptable(sequence, segment))) {
            arrival.unacceptable(now, segment);
        } else if (resets && sequence == receiver.next()) {
            block.reset();
        } else if (resets) {
            block.challenge(now);
        } else if (segment.has(TcpSegment.SYN) && !synAgain) {
            otherSyn(now);
        } else if (segment.has(TcpSegment.ACK)) {
            lastAcknowledgment(now, sequence, synAgain, segment);
        }
    }

    /** A SYN in the window, but not the one we know (RFC 9293, 3.10.7.4, fourth): back to LISTEN, if there is one. */
    private void otherSyn(long now) {
        if (block.passive) {
            block.fail(TcpFailure.RESET);
        } else {
            block.challenge(now);
        }
    }

    private void lastAcknowledgment(long now, long sequence, boolean synAgain, TcpSegment segment) {
        long acknowledgment = sender.unwrap(segment.acknowledgment());
        if (!acknowledgesOurSyn(acknowledgment)) {
            block.reply(ResetSegment.inAnswerTo(segment));
            return;
        }
        block.echo.heard(segment.options().timestamps(), receiver.isAtEdge(sequence), true, now);
        if (synAgain) {
            // The other half of a simultaneous open.
            establishBySyn(now, acknowledgment, segment);
        } else {
            block.establish(now);
            sender.acknowledged(now, sequence, acknowledgment, segment, false);
            arrival.takeUrgent(sequence, segment);
            arrival.takeData(now, sequence, segment);
        }
    }

    private void establishBySyn(long now, long acknowledgment, TcpSegment segment) {
        block.establish(now);
        sender.synAcknowledged(now, receiver.initialSequence(), acknowledgment, segment.window());
        receiver.acknowledgment().immediately();
        arrival.takeUrgent(receiver.next() - 1, segment);
        arrival.takeData(now, receiver.next(), segment);
    }

    private boolean acknowledgesOurSyn(long acknowledgment) {
        return acknowledgment > sender.sequence().initial()
                && acknowledgment <= sender.sequence().next();
    }
}
