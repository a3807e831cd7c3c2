package labwire.netlab.routing.ospf;

import java.util.List;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/**
 * A way to a network (RFC 2328, 11).
 *
 * @param cost of the way; with a metric of type 2, to where OSPF is left
 * @param externalMetric the metric of type 2, else 0
 * @param area through which it leads
 * @param from the router whose word this is
 * @param tag of an external network
 */
public record OspfRoute(
        Ipv4Prefix prefix,
        PathType type,
        int cost,
        int externalMetric,
        Ipv4Address area,
        List<OspfNextHop> nextHops,
        Ipv4Address from,
        int tag) {
    /** In the order of preference. */
    public enum PathType {
        INTRA_AREA,
        INTER_AREA,
        EXTERNAL_1,
        EXTERNAL_2
    }

    /** As the routing table shows it. */
    public int metric() {
        return type == PathType.EXTERNAL_2 ? externalMetric : cost;
    }

    /** True if the network is on a link of this router itself. */
    public boolean isDirect() {
        for (int i = 0; i < nextHops.size(); i++) {
            if (nextHops.get(i).isDirect()) {
                return true;
            }
        }
        return nextHops.isEmpty();
    }

    /** Negative if this way is better, 0 if both are used. */
    int compareCost(OspfRoute other) {
        if (type != other.type) {
            return type.compareTo(other.type);
        }
        int byMetric = Integer.compare(externalMetric, other.externalMetric);
        return byMetric != 0 ? byMetric : Integer.compare(cost, other.cost);
    }

    OspfRoute with(List<OspfNextHop> newNextHops) {
        return new OspfRoute(prefix, type, cost, externalMetric, area, newNextHops, from, tag);
    }
}
