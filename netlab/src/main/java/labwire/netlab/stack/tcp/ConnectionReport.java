package labwire.netlab.stack.tcp;

/** Gathers a {@link TcpInfo} from the parts of a connection. */
final class ConnectionReport {
    private final ControlBlock block;
    private final TcpSender sender;
    private final TcpReceiver receiver;
    private final SendSequence sequence;
    private final Flight flight;
    private final long now;

    ConnectionReport(ControlBlock block, long now) {
        this.block = block;
        this.now = now;
        sender = block.sender;
        receiver = block.receiver;
        sequence = sender.sequence();
        flight = sender.flight();
    }

    TcpInfo info(long segmentsOut, long segmentsIn, long dataSegmentsOut, long sinceReceivedNanos) {
        return new TcpInfo(
                block.state(),
                new TcpInfo.Agreed(
                        block.echo.isInUse(),
                        receiver.isSelective(),
                        block.marks.isInUse(),
                        receiver.window().isScaling(),
                        flight.congestion().algorithmName(),
                        block.sizes().pathMaximumTransmissionUnit(),
                        block.sizes().announced()),
                sender.segmentSize(),
                sender.window().scale(),
                receiver.window().scale(),
                Math.max(0, sender.window().rightEdge() - sequence.una()),
                Math.max(0, receiver.window().rightEdge() - receiver.next()),
                flight.congestion().bytes(),
                flight.congestion().slowStartThreshold(),
                flight.rtt().smoothedNanos(),
                flight.rtt().variationNanos(),
                flight.rtt().minimumRoundTripNanos(),
                flight.rtt().timeoutNanos(),
                flight.timer().timeouts(),
                sequence.inFlight(),
                sender.unsentBytes(),
                receiver.unreadBytes(),
                receiver.outOfOrderBytes(),
                flight.resentSegments(),
                flight.queue().sackedSegments(),
                flight.queue().lostBytes(),
                new TcpInfo.Buffers(
                        sender.capacityBytes(),
                        receiver.capacityBytes(),
                        receiver.sizing().spaceBytes(),
                        receiver.sizing().roundTripNanos()),
                new TcpInfo.Traffic(
                        sender.sentBytes() + flight.resentBytes(),
                        flight.resentBytes(),
                        sender.acknowledgedBytes(),
                        receiver.receivedBytes(),
                        segmentsOut,
                        segmentsIn,
                        dataSegmentsOut,
                        receiver.dataSegments(),
                        sender.lastSentNanos() == TcpConnection.NEVER
                                ? TcpConnection.NEVER
                                : now - sender.lastSentNanos(),
                        sinceReceivedNanos));
    }
}
