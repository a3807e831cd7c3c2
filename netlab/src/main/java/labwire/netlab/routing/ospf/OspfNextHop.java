package labwire.netlab.routing.ospf;

import labwire.netlab.wire.Ipv4Address;

/**
 * Where packets go next.
 *
 * @param gateway 0.0.0.0 if the destination itself is on the interface's link
 */
public record OspfNextHop(OspfInterface on, Ipv4Address gateway) implements Comparable<OspfNextHop> {
    public boolean isDirect() {
        return gateway.isAny();
    }

    @Override
    public int compareTo(OspfNextHop other) {
        int byGateway = gateway.compareTo(other.gateway);
        return byGateway != 0 ? byGateway : on.name().compareTo(other.on.name());
    }
}
