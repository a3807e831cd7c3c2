package labwire.netlab.routing.ospf;

import java.util.List;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.RawIpPayload;

/** What an {@link OspfRouter} wants done. The router is not to be called from within. */
public interface OspfOutput {
    /**
     * Sends a packet from an interface, with a time to live of 1.
     *
     * @param destination one of OSPF's two groups, or a neighbour on the interface's link
     */
    void send(OspfInterface from, Ipv4Address destination, RawIpPayload packet);

    /** Routes have changed; an altered one is in both lists. All are gone when the router is shut down. */
    void routesChanged(List<OspfRoute> removed, List<OspfRoute> added);

    /** A neighbour has come to another state. */
    default void adjacencyChanged(OspfNeighbor neighbor, NeighborState from, NeighborState to, String reason) {}

    /** True if {@link #debug} is listened to. */
    default boolean isDebugging(DebugTopic topic) {
        return false;
    }

    /** Something to watch has happened on an interface. */
    default void debug(DebugTopic topic, OspfInterface where, String text) {}

    /** Something to watch has happened on no interface in particular. */
    default void debug(DebugTopic topic, String text) {}
}
