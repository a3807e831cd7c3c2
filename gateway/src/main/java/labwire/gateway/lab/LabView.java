package labwire.gateway.lab;

import java.util.List;
import labwire.netlab.cloud.OutwardCounters;
import org.jspecify.annotations.Nullable;

/**
 * What {@code inspect} shows of a running lab, as it goes out as JSON.
 *
 * @param startedAt ISO 8601
 */
record LabView(
        String name,
        String startedAt,
        long uptimeSeconds,
        List<NodeView> nodes,
        List<CableView> cables,
        List<ForwardView> forwards,
        List<TunnelView> tunnels,
        List<OutwardView> outward) {
    record NodeView(
            String name, String kind, List<AddressView> addresses, List<String> services, List<PortView> ports) {}

    /** @param address with its prefix length */
    record AddressView(String networkInterface, String address) {}

    /**
     * @param peer the port at the cable's other end; null without a cable
     * @param spanningTree a VLAN each; empty for ports that are not a switch's
     */
    record PortView(
            String name,
            String shortName,
            String mac,
            boolean enabled,
            boolean up,
            @Nullable String peer,
            long receivedFrames,
            long receivedBytes,
            long sentFrames,
            long sentBytes,
            long dropped,
            List<TreePortView> spanningTree) {}

    record TreePortView(int vlan, String role, String state, int cost, String root) {}

    record CableView(String a, String b, boolean up, boolean cut, String settings) {}

    /** @param refused connections that came to nothing, for whatever reason */
    record ForwardView(String outside, String inside, int open, long accepted, long refused) {}

    /**
     * A link to the outside; its counts are of frames.
     *
     * @param inside the port at its end in the lab
     * @param dropped for want of room, both ways
     * @param malformed datagrams that could not be read
     * @param foreign datagrams from somebody else than the remote end
     */
    record TunnelView(
            String inside, String outside, long received, long sent, long dropped, long malformed, long foreign) {}

    /** The way from the lab to the real network. */
    record OutwardView(String rule, OutwardCounters counters) {}
}
