package labwire.netlab.service.dhcp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;

/**
 * An address that a client has, or was offered.
 *
 * @param clientKey see {@link DhcpMessage#clientKey}
 * @param expiresNanos in lab time; {@link Long#MAX_VALUE} for never
 */
public record DhcpBinding(
        Ipv4Address address, Bytes clientKey, MacAddress station, long expiresNanos, State state, String pool) {
    /** How far a binding has come. */
    public enum State {
        /** Kept for a client that has not asked for it yet. */
        OFFERED,
        /** The client has it. */
        ACTIVE
    }
}
