package labwire.netlab.wire;

/** The payload of a protocol that the lab only forwards, or of a fragment. */
public record UnknownIpPayload(int protocolNumber, Bytes bytes) implements RawIpPayload {
    @Override
    public int length() {
        return bytes.length();
    }
}
