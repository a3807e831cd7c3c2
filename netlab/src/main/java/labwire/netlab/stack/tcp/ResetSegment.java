package labwire.netlab.stack.tcp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;

/** The RST for a segment that belongs to no connection (RFC 9293, 3.10.7.1). */
final class ResetSegment {
    private ResetSegment() {}

    /** Ends a connection of ours (RFC 9293, 3.10.5), with the window that it had: nobody asks for it, but Linux says it. */
    static TcpSegment of(
            int localPort, int remotePort, int sequence, int acknowledgment, int window, TcpOptions options) {
        int flags = TcpSegment.RST | TcpSegment.ACK;
        return new TcpSegment(localPort, remotePort, sequence, acknowledgment, flags, window, options, Bytes.EMPTY);
    }

    /**
     * @param segment not itself an RST
     */
    static TcpSegment inAnswerTo(TcpSegment segment) {
        boolean acknowledges = segment.has(TcpSegment.ACK);
        int ourPort = segment.destinationPort();
        int peerPort = segment.sourcePort();
        return new TcpSegment(
                ourPort,
                peerPort,
                acknowledges ? segment.acknowledgment() : 0,
                acknowledges ? 0 : segment.sequence() + segment.sequenceLength(),
                acknowledges ? TcpSegment.RST : TcpSegment.RST | TcpSegment.ACK,
                0,
                TcpOptions.NONE,
                Bytes.EMPTY);
    }
}
