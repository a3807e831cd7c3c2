package labwire.netlab.stack.nat;

import labwire.netlab.wire.Ipv4Address;

/**
 * One end of a flow.
 *
 * @param port of TCP or UDP, the identifier of an echo, or 0 for other protocols
 */
public record Endpoint(Ipv4Address address, int port) {
    @Override
    public String toString() {
        return address + ":" + port;
    }
}
