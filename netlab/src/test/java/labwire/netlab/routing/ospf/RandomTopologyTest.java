package labwire.netlab.routing.ospf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import labwire.netlab.routing.ospf.OspfLab.Link;
import labwire.netlab.routing.ospf.OspfLab.Node;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the topology: databases come to be equal, and routes to be those of another way to compute them. */
class RandomTopologyTest {
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final OspfLab lab = new OspfLab();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void routesAreTheShortestPaths(long seed) {
        build(new SplittableRandom(seed));
        lab.run(SETTLED);
        assertConverged();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void cutsAndRepairsAreFollowed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        build(random);
        lab.run(SETTLED);
        for (int round = 0; round < 3; round++) {
            Link one = links.get(random.nextInt(links.size()));
            one.cut = true;
            lab.run(SETTLED);
            assertConverged();
            one.cut = false;
            lab.run(SETTLED);
            assertConverged();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void lossIsMadeGood(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        lab.loss = (from, to, payload) -> random.nextInt(10) != 0;
        build(random);
        lab.run(SETTLED);
        lab.loss = (from, to, payload) -> true;
        lab.run(SETTLED);
        assertConverged();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void routersThatComeAndGoAreFollowed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        build(random);
        lab.run(SETTLED);
        Node victim = nodes.get(random.nextInt(nodes.size()));
        for (Link link : List.copyOf(victim.links.values())) {
            victim.unplug(link);
        }
        lab.run(SETTLED);
        for (Map.Entry<Link, InterfaceSettings> each : List.copyOf(victim.settings.entrySet())) {
            victim.plug(each.getKey(), each.getValue());
        }
        lab.run(SETTLED);
        assertConverged();
    }

    /** A tree of links between pairs, some more of them, and some shared networks. */
    private void build(SplittableRandom random) {
        int count = 4 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            Node node = lab.node("10.0.0." + (i + 1));
            nodes.add(node);
            lab.loopback(node);
        }
        for (int i = 1; i < count; i++) {
            connect(random, nodes.get(i), nodes.get(random.nextInt(i)));
        }
        for (int i = random.nextInt(count); i > 0; i--) {
            int one = random.nextInt(count);
            connect(random, nodes.get(one), nodes.get((one + 1 + random.nextInt(count - 1)) % count));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Set<Node> members = new LinkedHashSet<>();
            while (members.size() < 3) {
                members.add(nodes.get(random.nextInt(count)));
            }
            add(random, NetworkType.BROADCAST, members.toArray(Node[]::new));
        }
    }

    private void connect(SplittableRandom random, Node one, Node other) {
        add(random, random.nextBoolean() ? NetworkType.BROADCAST : NetworkType.POINT_TO_POINT, one, other);
    }

    private void add(SplittableRandom random, NetworkType type, Node... ends) {
        links.add(lab.link("192.168." + links.size() + ".0/24", "0", type, 1 + random.nextInt(4), ends));
    }

    private void assertConverged() {
        Map<Node, Set<Node>> reachable = new LinkedHashMap<>();
        for (Node node : nodes) {
            reachable.put(node, reachableFrom(node));
        }
        for (Node node : nodes) {
            for (Node other : reachable.getOrDefault(node, Set.of())) {
                assertThat(living(node, reachable)).isEqualTo(living(other, reachable));
            }
            assertThat(node.routes.values().stream().map(RandomTopologyTest::text))
                    .as("routes of %s", node.router.id())
                    .containsExactlyElementsOf(expectedRoutes(node));
        }
    }

    /** What the database says of routers that can be reached: the others' words may linger, and count for nothing. */
    private Map<LsaKey, LsaHeader> living(Node node, Map<Node, Set<Node>> reachable) {
        Set<Ipv4Address> ids = new LinkedHashSet<>();
        reachable.getOrDefault(node, Set.of()).forEach(other -> ids.add(other.router.id()));
        Map<LsaKey, LsaHeader> headers = new TreeMap<>();
        for (LsaType type : LsaType.values()) {
            for (DatabaseEntry entry : node.router.areas().get(0).database().sorted(type)) {
                if (ids.contains(entry.lsa().key().advertisingRouter())) {
                    headers.put(entry.lsa().key(), entry.lsa().header());
                }
            }
        }
        return headers;
    }

    private static String text(OspfRoute route) {
        return route.prefix() + " " + route.metric() + " "
                + new TreeSet<>(route.nextHops().stream()
                        .map(hop -> hop.gateway().toString())
                        .toList());
    }

    // The reference: Bellman and Ford's algorithm on the lab's own links.

    private Map<Node, Integer> distancesFrom(Node from) {
        Map<Node, Integer> distances = new HashMap<>();
        distances.put(from, 0);
        for (int round = 0; round < nodes.size(); round++) {
            for (Link link : links) {
                for (Node one : link.ends) {
                    Integer sofar = distances.get(one);
                    if (sofar != null && !link.cut) {
                        for (Node other : link.ends) {
                            distances.merge(other, sofar + cost(one, link), Math::min);
                        }
                    }
                }
            }
        }
        return distances;
    }

    private Set<Node> reachableFrom(Node node) {
        Set<Node> reachable = new LinkedHashSet<>(nodes);
        reachable.retainAll(distancesFrom(node).keySet());
        return reachable;
    }

    private static int cost(Node node, Link link) {
        return node.settings.getOrDefault(link, node.on(link).settings()).cost();
    }

    /** The cost from a node to the networks that it reaches. */
    private Map<Ipv4Prefix, Integer> costsFrom(Node node) {
        Map<Ipv4Prefix, Integer> costs = new TreeMap<>();
        distancesFrom(node).forEach((other, distance) -> {
            costs.put(Ipv4Prefix.of(other.router.id(), 32), distance + 1);
            for (Link link : other.links.values()) {
                costs.merge(link.network, distance + cost(other, link), Math::min);
            }
        });
        return costs;
    }

    private List<String> expectedRoutes(Node node) {
        Map<Ipv4Prefix, Integer> costs = costsFrom(node);
        costs.remove(Ipv4Prefix.of(node.router.id(), 32));
        node.links.values().forEach(link -> costs.remove(link.network));
        Map<Ipv4Prefix, Set<String>> gateways = new TreeMap<>();
        for (Link link : node.links.values()) {
            for (Node neighbor : link.ends) {
                if (neighbor == node || link.cut) {
                    continue;
                }
                String address = neighbor.on(link).settings().address().toString();
                costsFrom(neighbor).forEach((prefix, cost) -> {
                    Integer best = costs.get(prefix);
                    if (best != null && best == cost + cost(node, link)) {
                        gateways.computeIfAbsent(prefix, key -> new TreeSet<>()).add(address);
                    }
                });
            }
        }
        List<String> expected = new ArrayList<>();
        costs.forEach(
                (prefix, cost) -> expected.add(prefix + " " + cost + " " + gateways.getOrDefault(prefix, Set.of())));
        return expected;
    }
}
