package labwire.netlab.wire;

/**
 * A message of the VLAN Trunking Protocol, unread: a switch in transparent mode passes it on to its other trunks and
 * does nothing else with it.
 *
 * @param body what follows the SNAP header
 */
public record VtpPacket(Bytes body) implements FramePayload {
    @Override
    public Kind kind() {
        return Kind.VTP;
    }

    @Override
    public int length() {
        return LlcCodec.SNAP_LENGTH + body.length();
    }
}
