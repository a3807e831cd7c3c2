package labwire.netlab.wire;

/**
 * A payload that the lab forwards without understanding it.
 *
 * @param typeOrLength the frame's third field: an EtherType from 0x0600, below that an 802.3 length
 */
public record UnknownPayload(int typeOrLength, Bytes bytes) implements FramePayload {
    @Override
    public Kind kind() {
        return Kind.UNKNOWN;
    }

    @Override
    public int length() {
        return bytes.length();
    }
}
