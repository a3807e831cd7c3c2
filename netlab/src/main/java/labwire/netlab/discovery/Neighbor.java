package labwire.netlab.discovery;

import labwire.netlab.link.Port;
import labwire.netlab.wire.MacAddress;

/**
 * A device at the other end of a port's cable, as it has told.
 *
 * @param <P> the protocol's packet
 * @param port by which it was heard
 * @param source the address that the packet came from
 * @param expiresNanos when it is forgotten, in lab time, unless it tells again
 */
public record Neighbor<P>(Port port, MacAddress source, P packet, long expiresNanos) {
    /** Whole seconds until it is forgotten. */
    public long secondsLeft(long now) {
        return Math.max(0, (expiresNanos - now + 999_999_999L) / 1_000_000_000L);
    }
}
