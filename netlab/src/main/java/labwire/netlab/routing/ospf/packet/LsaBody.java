package labwire.netlab.routing.ospf.packet;

import java.util.List;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** What an advertisement says, by its type (RFC 2328, A.4). */
public sealed interface LsaBody {
    /** The metric of what cannot be reached: a summary or an external network with it is as good as not there. */
    int INFINITY = 0xFF_FFFF;

    /** Type 1. */
    record RouterBody(boolean virtualLinkEnd, boolean boundary, boolean border, List<RouterLink> links)
            implements LsaBody {
        public RouterBody {
            links = List.copyOf(links);
        }
    }

    /**
     * Type 2.
     *
     * @param prefixLength of the network, 0 to 32
     * @param routers the IDs of the routers that are adjacent to the designated router, itself included
     */
    record NetworkBody(int prefixLength, List<Ipv4Address> routers) implements LsaBody {
        public NetworkBody {
            routers = List.copyOf(routers);
        }
    }

    /**
     * Types 3 and 4.
     *
     * @param prefix the network; of type 4, that of length 0
     * @param metric 0 to {@link #INFINITY}
     */
    record SummaryBody(Ipv4Prefix prefix, int metric) implements LsaBody {}

    /**
     * Type 5.
     *
     * @param type2 true if the metric is larger than any way within OSPF, and not added to it
     * @param metric 0 to {@link #INFINITY}
     * @param forwarding where to send to; 0.0.0.0: to the router that advertises
     * @param tag carried for people
     */
    record ExternalBody(Ipv4Prefix prefix, boolean type2, int metric, Ipv4Address forwarding, int tag)
            implements LsaBody {}
}
