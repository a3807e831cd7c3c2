package labwire.netlab.stack.tcp;

import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;

/**
 * How large the segments of a connection are (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.7.1">RFC 9293,
 * 3.7.1</a>). All sizes are in bytes. That of a segment is what goes behind the headers of IP and TCP if these have no
 * options; what it carries is the payload, which each packet's options are taken off (RFC 6691).
 */
final class SegmentSizes {
    private static final int MIN_SIZE = TcpConnection.MIN_SEGMENT_SIZE;
    /** However many options there are. */
    static final int MIN_PAYLOAD = 8;

    private final TimestampEcho echo;
    /** Of IP and TCP, without options. */
    private final int headerLength;

    private final int ipOptionsLength;
    private final int announced;
    /** What the path takes, and once it is known, the peer. */
    private int sent;
    /** The same of whole packets. */
    private int pathMaximumTransmissionUnit;

    /**
     * @param echo knows whether segments have timestamps
     * @param maximumTransmissionUnit of the interface
     * @param ipHeaderLength without options
     * @param ipOptionsLength of all packets that we send
     */
    SegmentSizes(TimestampEcho echo, int maximumTransmissionUnit, int ipHeaderLength, int ipOptionsLength) {
        this.echo = echo;
        headerLength = ipHeaderLength + TcpSegment.HEADER_LENGTH;
        this.ipOptionsLength = ipOptionsLength;
        announced = sizeFor(maximumTransmissionUnit);
        sent = announced;
        pathMaximumTransmissionUnit = maximumTransmissionUnit;
    }

    private int sizeFor(int maximumTransmissionUnit) {
        return Math.max(MIN_SIZE, maximumTransmissionUnit - headerLength);
    }

    /** @param size what the peer's SYN says it takes, or {@link TcpOptions#ABSENT} */
    void peerTakes(int size) {
        sent = Math.min(sent, size == TcpOptions.ABSENT ? defaultSize() : Math.max(MIN_SIZE, size));
    }

    private int defaultSize() {
        return headerLength == Ipv6Packet.HEADER_LENGTH + TcpSegment.HEADER_LENGTH
                ? TcpConnection.DEFAULT_SEGMENT_SIZE_OF_IPV6
                : TcpConnection.DEFAULT_SEGMENT_SIZE;
    }

    /** @param maximumTransmissionUnit of the path; a larger one than was known says nothing */
    void pathTakes(int maximumTransmissionUnit) {
        pathMaximumTransmissionUnit = Math.min(pathMaximumTransmissionUnit, maximumTransmissionUnit);
        sent = Math.min(sent, sizeFor(maximumTransmissionUnit));
    }

    int pathMaximumTransmissionUnit() {
        return pathMaximumTransmissionUnit;
    }

    /** What our SYN says: as much as the interface takes. */
    int announced() {
        return announced;
    }

    /** What the peer's largest segments carry if it goes by what we have announced. */
    int announcedPayload() {
        return payload(announced);
    }

    /** What our largest segments carry. IP's options take of it too, though what is announced leaves them out (RFC 6691, 3). */
    int sentPayload() {
        return Math.max(MIN_PAYLOAD, payload(sent) - ipOptionsLength);
    }

    private int payload(int size) {
        return echo.isInUse() ? size - TimestampEcho.OPTION_BYTES : size;
    }
}
