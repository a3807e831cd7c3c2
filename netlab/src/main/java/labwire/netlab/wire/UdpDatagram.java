package labwire.netlab.wire;

/**
 * A UDP datagram (<a href="https://www.rfc-editor.org/rfc/rfc768">RFC 768</a>).
 *
 * @param checksumValid false for a datagram that arrived damaged
 */
public record UdpDatagram(int sourcePort, int destinationPort, Bytes payload, boolean checksumValid)
        implements IpPayload {
    public static final int HEADER_LENGTH = 8;

    public UdpDatagram(int sourcePort, int destinationPort, Bytes payload) {
        this(sourcePort, destinationPort, payload, true);
    }

    @Override
    public Kind kind() {
        return Kind.UDP;
    }

    @Override
    public int protocolNumber() {
        return PROTOCOL_UDP;
    }

    @Override
    public int length() {
        return HEADER_LENGTH + payload.length();
    }
}
