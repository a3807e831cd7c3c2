package labwire.netlab.wire;

/**
 * A TCP segment (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.1">RFC 9293, 3.1</a>).
 *
 * @param sequence the first byte's sequence number; for a SYN, its own
 * @param acknowledgment the next byte expected, where {@link #ACK} is set
 * @param flags of {@link #FIN}, {@link #SYN}, {@link #RST}, {@link #PSH}, {@link #ACK}, {@link #URG}, {@link #ECE},
 *     {@link #CWR}
 * @param window as sent, unscaled, 0 to 65535
 * @param unit payload bytes of each of the segments that a wire carries in place of this one; 0 for a plain segment
 * @param checksumValid false for a segment that arrived damaged
 */
public record TcpSegment(
        int sourcePort,
        int destinationPort,
        int sequence,
        int acknowledgment,
        int flags,
        int window,
        int urgentPointer,
        TcpOptions options,
        Bytes payload,
        int unit,
        boolean checksumValid)
        implements IpPayload {
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;
    public static final int ECE = 0x40;
    public static final int CWR = 0x80;

    public static final int HEADER_LENGTH = 20;
    public static final int MAX_OPTIONS_LENGTH = 40;

    public TcpSegment {
        if (unit != 0 && (unit < 1 || payload.length() % unit != 0 || payload.length() < 2 * unit)) {
            throw new IllegalArgumentException("unit: " + unit + " of " + payload.length()
                    + " bytes (expected: 0, or what divides them into two or more)");
        }
    }

    /** A plain segment. */
    public TcpSegment(
            int sourcePort,
            int destinationPort,
            int sequence,
            int acknowledgment,
            int flags,
            int window,
            TcpOptions options,
            Bytes payload) {
        this(sourcePort, destinationPort, sequence, acknowledgment, flags, window, 0, options, payload, 0, true);
    }

    /** A plain segment with all that it can have. */
    public TcpSegment(
            int sourcePort,
            int destinationPort,
            int sequence,
            int acknowledgment,
            int flags,
            int window,
            int urgentPointer,
            TcpOptions options,
            Bytes payload,
            boolean checksumValid) {
        this(
                sourcePort,
                destinationPort,
                sequence,
                acknowledgment,
                flags,
                window,
                urgentPointer,
                options,
                payload,
                0,
                checksumValid);
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** SEG.LEN: the payload, and one each for SYN and FIN. */
    public int sequenceLength() {
        return payload.length() + (flags >> 1 & 1) + (flags & 1);
    }

    @Override
    public Kind kind() {
        return Kind.TCP;
    }

    @Override
    public int protocolNumber() {
        return PROTOCOL_TCP;
    }

    @Override
    public int length() {
        return HEADER_LENGTH + options.length() + payload.length();
    }

    @Override
    public int wireCount() {
        return unit == 0 ? 1 : payload.length() / unit;
    }

    @Override
    public int unitLength() {
        return unit == 0 ? length() : HEADER_LENGTH + options.length() + unit;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(sourcePort)
                .append(" > ")
                .append(destinationPort)
                .append(" [");
        String names = "FSRP.UEC";
        for (int i = 0; i < names.length(); i++) {
            if ((flags & 1 << i) != 0) {
                text.append(names.charAt(i));
            }
        }
        text.append("] seq ").append(Integer.toUnsignedLong(sequence));
        text.append(" ack ").append(Integer.toUnsignedLong(acknowledgment));
        return text.append(" win ")
                .append(window)
                .append(" len ")
                .append(payload.length())
                .toString();
    }
}
