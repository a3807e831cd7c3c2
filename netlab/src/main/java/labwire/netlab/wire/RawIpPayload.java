package labwire.netlab.wire;

/**
 * The payload of a protocol that this package does not know: bytes, or the protocol's own immutable object.
 *
 * <p>Such an object travels through the lab as it is, and is encoded only where bytes show: in a capture, in fragments,
 * on a link that leaves the lab. What comes from there is an {@link UnknownIpPayload}, so a receiver must be ready to
 * decode {@link #bytes()}.
 */
public non-sealed interface RawIpPayload extends IpPayload {
    /** The payload as on the wire; {@link #length()} bytes. */
    Bytes bytes();

    @Override
    default Kind kind() {
        return Kind.UNKNOWN;
    }
}
