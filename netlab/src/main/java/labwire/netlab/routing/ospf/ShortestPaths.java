package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import labwire.netlab.routing.ospf.packet.Lsa;
import labwire.netlab.routing.ospf.packet.LsaBody.NetworkBody;
import labwire.netlab.routing.ospf.packet.LsaBody.RouterBody;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.routing.ospf.packet.RouterLink;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** The shortest paths through one area, by Dijkstra's algorithm, several to a place if they cost the same (16.1). */
final class ShortestPaths {
    /** A router or a network. */
    static final class Vertex {
        final Lsa lsa;
        /** Of the best path so far. */
        int distance = Integer.MAX_VALUE;
        /** The first steps of the paths; empty at the root. */
        List<OspfNextHop> nextHops = List.of();

        boolean settled;

        Vertex(Lsa lsa) {
            this.lsa = lsa;
        }

        boolean isNetwork() {
            return lsa.key().type() == LsaType.NETWORK;
        }

        Ipv4Address id() {
            return lsa.key().id();
        }
    }

    private record Candidate(int distance, Vertex vertex) implements Comparable<Candidate> {
        /** Networks first, so that all paths of equal cost are found (16.1, step 3). */
        @Override
        public int compareTo(Candidate other) {
            int byDistance = Integer.compare(distance, other.distance);
            return byDistance != 0 ? byDistance : Boolean.compare(other.vertex.isNetwork(), vertex.isNetwork());
        }
    }

    private final OspfArea area;
    private final int maximumPaths;
    private final Map<Ipv4Address, Vertex> routers;
    private final Map<Ipv4Address, Vertex> networks = new HashMap<>();
    private final PriorityQueue<Candidate> candidates = new PriorityQueue<>();
    private final List<Vertex> reached = new ArrayList<>();
    private final Map<List<OspfNextHop>, List<OspfNextHop>> shared = new HashMap<>();
    private @Nullable Vertex root;

    private ShortestPaths(OspfArea area, int maximumPaths, long now) {
        this.area = area;
        this.maximumPaths = maximumPaths;
        routers = new HashMap<>(area.database().size() * 2);
        for (DatabaseEntry entry : area.database().entries()) {
            LsaKey key = entry.lsa().key();
            switch (key.type()) {
                case ROUTER -> {
                    if (key.id().equals(key.advertisingRouter()) && !entry.isMaxAge(now)) {
                        routers.put(key.id(), new Vertex(entry.lsa()));
                    }
                }
                case NETWORK -> {
                    if (!entry.isMaxAge(now)) {
                        networks.put(key.id(), new Vertex(entry.lsa()));
                    }
                }
                case SUMMARY_NETWORK, SUMMARY_ROUTER, EXTERNAL -> {}
            }
        }
    }

    /** The paths from a router through an area. */
    static ShortestPaths from(Ipv4Address router, OspfArea area, int maximumPaths, long now) {
        ShortestPaths paths = new ShortestPaths(area, maximumPaths, now);
        Vertex root = paths.routers.get(router);
        if (root != null) {
            paths.root = root;
            root.distance = 0;
            paths.candidates.add(new Candidate(0, root));
            paths.run();
        }
        return paths;
    }

    /** In the order of their distance. */
    List<Vertex> reached() {
        return reached;
    }

    /** A router that can be reached, or null. */
    @Nullable
    Vertex router(Ipv4Address id) {
        Vertex vertex = routers.get(id);
        return vertex != null && vertex.settled ? vertex : null;
    }

    boolean isRoot(Vertex vertex) {
        return vertex == root;
    }

    private void run() {
        Candidate next = candidates.poll();
        while (next != null) {
            Vertex vertex = next.vertex();
            if (!vertex.settled) {
                vertex.settled = true;
                reached.add(vertex);
                if (vertex.lsa.body() instanceof RouterBody body) {
                    spreadFromRouter(vertex, body);
                } else if (vertex.lsa.body() instanceof NetworkBody body) {
                    spreadFromNetwork(vertex, body);
                }
            }
            next = candidates.poll();
        }
    }

    private void spreadFromRouter(Vertex from, RouterBody body) {
        List<RouterLink> links = body.links();
        for (int i = 0; i < links.size(); i++) {
            RouterLink link = links.get(i);
            if (link instanceof RouterLink.PointToPoint to) {
                Vertex other = routers.get(to.neighbor());
                if (other != null && !other.settled && pointsBack(other, from)) {
                    spread(from, other, link.metric(), from == root ? firstStep(to) : from.nextHops);
                }
            } else if (link instanceof RouterLink.Transit to) {
                Vertex other = networks.get(to.designatedRouter());
                if (other != null
                        && !other.settled
                        && other.lsa.body() instanceof NetworkBody network
                        && network.routers().contains(from.id())) {
                    spread(from, other, link.metric(), from == root ? firstStep(to) : from.nextHops);
                }
            }
        }
    }

    private void spreadFromNetwork(Vertex from, NetworkBody body) {
        List<Ipv4Address> attached = body.routers();
        for (int i = 0; i < attached.size(); i++) {
            Vertex other = routers.get(attached.get(i));
            if (other != null && !other.settled) {
                Ipv4Address address = addressOn(other, from.id());
                if (address != null) {
                    spread(from, other, 0, towards(from.nextHops, address));
                }
            }
        }
    }

    private void spread(Vertex from, Vertex to, int metric, List<OspfNextHop> nextHops) {
        int distance = from.distance + metric;
        if (distance < 0 || distance > to.distance || nextHops.isEmpty()) {
            return;
        }
        if (distance == to.distance) {
            to.nextHops = merged(to.nextHops, nextHops);
            return;
        }
        to.distance = distance;
        to.nextHops = nextHops;
        candidates.add(new Candidate(distance, to));
    }

    private static boolean pointsBack(Vertex from, Vertex to) {
        if (from.lsa.body() instanceof RouterBody body) {
            List<RouterLink> links = body.links();
            for (int i = 0; i < links.size(); i++) {
                if (links.get(i) instanceof RouterLink.PointToPoint back
                        && back.neighbor().value() == to.id().value()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The address of a router on a network; null if it does not say that it is there. */
    private static @Nullable Ipv4Address addressOn(Vertex router, Ipv4Address network) {
        if (router.lsa.body() instanceof RouterBody body) {
            List<RouterLink> links = body.links();
            for (int i = 0; i < links.size(); i++) {
                if (links.get(i) instanceof RouterLink.Transit back
                        && back.designatedRouter().value() == network.value()) {
                    return back.address();
                }
            }
        }
        return null;
    }

    private List<OspfNextHop> firstStep(RouterLink.PointToPoint to) {
        for (OspfInterface each : area.interfaces()) {
            if (each.settings().address().equals(to.address())) {
                for (OspfNeighbor neighbor : each.neighbors()) {
                    if (neighbor.id().equals(to.neighbor())) {
                        return List.of(new OspfNextHop(each, neighbor.address()));
                    }
                }
            }
        }
        return List.of();
    }

    private List<OspfNextHop> firstStep(RouterLink.Transit to) {
        for (OspfInterface each : area.interfaces()) {
            if (each.settings().address().equals(to.address())) {
                return List.of(new OspfNextHop(each, Ipv4Address.ANY));
            }
        }
        return List.of();
    }

    /** On a network of our own, the next router is the next hop (16.1.1). */
    private List<OspfNextHop> towards(List<OspfNextHop> nextHops, Ipv4Address address) {
        if (nextHops.stream().noneMatch(OspfNextHop::isDirect)) {
            return nextHops;
        }
        return share(nextHops.stream()
                .map(hop -> hop.isDirect() ? new OspfNextHop(hop.on(), address) : hop)
                .toList());
    }

    private List<OspfNextHop> merged(List<OspfNextHop> some, List<OspfNextHop> others) {
        if (some == others || some.containsAll(others)) {
            return some;
        }
        return share(NextHops.merge(some, others, maximumPaths));
    }

    /** One list where many paths have the same first steps. */
    private List<OspfNextHop> share(List<OspfNextHop> nextHops) {
        List<OspfNextHop> same = shared.putIfAbsent(nextHops, nextHops);
        return same == null ? nextHops : same;
    }
}
