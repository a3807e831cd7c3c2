package labwire.netlab.routing.ospf;

import java.util.List;
import labwire.netlab.wire.Ipv4Address;

/**
 * A way to a router that leads to other areas or out of OSPF.
 *
 * @param border true if it joins areas
 * @param boundary true if it tells of external networks
 * @param area through which the way leads
 * @param intraArea false if the way leads through the backbone into another area
 */
public record BorderRouter(
        Ipv4Address router,
        boolean border,
        boolean boundary,
        Ipv4Address area,
        boolean intraArea,
        int cost,
        List<OspfNextHop> nextHops) {}
