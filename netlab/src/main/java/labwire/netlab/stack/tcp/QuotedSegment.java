package labwire.netlab.stack.tcp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UnknownIpPayload;
import org.jspecify.annotations.Nullable;

/**
 * What an ICMP error says of a segment of ours: which connection, and where in it. Errors need to quote no more than
 * the first 8 bytes (RFC 792).
 *
 * @param ends ours is local
 */
record QuotedSegment(ConnectionKey ends, int sequence) {
    private static final int QUOTED_BYTES = 8;

    /** Reads the quotation; null if it is not of a TCP segment, or too short. */
    static @Nullable QuotedSegment of(IpPacket quoted) {
        if (quoted.payload() instanceof TcpSegment segment) {
            return of(quoted, segment.sourcePort(), segment.destinationPort(), segment.sequence());
        }
        if (quoted.payload() instanceof UnknownIpPayload unknown
                && unknown.protocolNumber() == IpPayload.PROTOCOL_TCP
                && unknown.length() >= QUOTED_BYTES) {
            Bytes bytes = unknown.bytes();
            return of(quoted, number(bytes, 0, 2), number(bytes, 2, 2), number(bytes, 4, 4));
        }
        return null;
    }

    private static QuotedSegment of(IpPacket quoted, int sourcePort, int destinationPort, int sequence) {
        return new QuotedSegment(
                ConnectionKey.of(quoted.source(), sourcePort, quoted.destination(), destinationPort), sequence);
    }

    private static int number(Bytes bytes, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 8 | bytes.get(i) & 0xFF;
        }
        return number;
    }
}
