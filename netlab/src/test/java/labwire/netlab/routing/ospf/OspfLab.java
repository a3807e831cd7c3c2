package labwire.netlab.routing.ospf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.RawIpPayload;
import labwire.netlab.wire.UnknownIpPayload;

/** Routers and links between them in a time of their own; every packet is encoded and decoded on its way. */
final class OspfLab {
    private static final long DELAY_NANOS = 1_000_000;

    private record Event(long at, long order, Runnable action) {}

    /** A link, with the interfaces that are on it. */
    static final class Link {
        final Ipv4Prefix network;
        final List<Node> ends = new ArrayList<>();
        boolean cut;

        Link(Ipv4Prefix network) {
            this.network = network;
        }
    }

    /** What a packet is to pass; false loses it. */
    interface Loss {
        boolean passes(Node from, Node to, RawIpPayload payload);
    }

    /** A router, and the routes that it has told. */
    final class Node implements OspfOutput {
        final OspfRouter router;
        final Map<Ipv4Prefix, OspfRoute> routes = new TreeMap<>();
        final Map<String, Link> links = new LinkedHashMap<>();
        final List<String> changes = new ArrayList<>();
        final Map<Link, InterfaceSettings> settings = new LinkedHashMap<>();
        boolean isDead;

        Node(Ipv4Address id) {
            router = new OspfRouter(id, 1000, this);
            // As many ways as there are, so that nothing is left to chance.
            router.configure(new RouterSettings(5_000, 10_000, 10_000, OspfLimits.MAX_PATHS, false), 0);
        }

        OspfInterface on(Link link) {
            return router.interfaceNamed(link.network.toString()).orElseThrow();
        }

        NeighborState stateOf(Node other, Link link) {
            for (OspfNeighbor neighbor : on(link).neighbors()) {
                if (neighbor.id().equals(other.router.id())) {
                    return neighbor.state();
                }
            }
            return NeighborState.DOWN;
        }

        void plug(Link link, InterfaceSettings how) {
            links.put(link.network.toString(), link);
            link.ends.add(this);
            settings.put(link, how);
            router.up(link.network.toString(), how, now);
        }

        void unplug(Link link) {
            link.ends.remove(this);
            links.remove(link.network.toString());
            router.down(on(link), now);
        }

        @Override
        public void send(OspfInterface from, Ipv4Address destination, RawIpPayload packet) {
            Link link = links.get(from.name());
            if (link == null || link.cut || isDead) {
                return;
            }
            RawIpPayload bytes =
                    encoded ? new UnknownIpPayload(89, Bytes.wrap(packet.bytes().toByteArray())) : packet;
            Ipv4Address source = from.settings().address();
            packets++;
            for (Node to : link.ends) {
                if (to != this && loss.passes(this, to, packet)) {
                    events.add(
                            new Event(now + DELAY_NANOS, order++, () -> to.arrive(link, source, destination, bytes)));
                }
            }
        }

        private void arrive(Link link, Ipv4Address source, Ipv4Address destination, RawIpPayload bytes) {
            if (!link.cut && !isDead) {
                router.interfaceNamed(link.network.toString())
                        .filter(on -> destination.isMulticast()
                                || on.settings().address().equals(destination))
                        .ifPresent(on -> router.receive(on, source, destination, bytes, now));
            }
        }

        @Override
        public void routesChanged(List<OspfRoute> removed, List<OspfRoute> added) {
            removed.forEach(route -> routes.remove(route.prefix(), route));
            added.forEach(route -> routes.put(route.prefix(), route));
        }

        @Override
        public void adjacencyChanged(OspfNeighbor neighbor, NeighborState from, NeighborState to, String reason) {
            changes.add(neighbor.id() + " from " + from + " to " + to + ", " + reason);
        }
    }

    final Map<String, Node> nodes = new LinkedHashMap<>();
    Loss loss = (from, to, payload) -> true;
    boolean encoded = true;
    long packets;
    long now;
    private long order;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));

    Node node(String id) {
        return nodes.computeIfAbsent(id, text -> new Node(Ipv4Address.parse(text)));
    }

    /** A node's own address, as a host. */
    void loopback(Node node) {
        Ipv4Prefix host = Ipv4Prefix.of(node.router.id(), 32);
        node.router.up(
                "Loopback0",
                InterfaceSettings.of(Areas.BACKBONE, node.router.id(), host, NetworkType.LOOPBACK, 1),
                now);
    }

    /** A link on which the n-th node given has the n-th address. */
    Link link(String network, String area, NetworkType type, int cost, Node... ends) {
        return link(network, area, type, cost, UnaryOperator.identity(), ends);
    }

    Link link(
            String network,
            String area,
            NetworkType type,
            int cost,
            UnaryOperator<InterfaceSettings> how,
            Node... ends) {
        String[] parts = network.split("/", -1);
        Ipv4Prefix prefix = new Ipv4Prefix(Ipv4Address.parse(parts[0]), Integer.parseInt(parts[1]));
        Link link = new Link(prefix);
        for (int i = 0; i < ends.length; i++) {
            Ipv4Address address = new Ipv4Address(prefix.network().value() + 1 + i);
            Ipv4Address areaId = Areas.parse(area).orElseThrow();
            ends[i].plug(link, how.apply(InterfaceSettings.of(areaId, address, prefix, type, cost)));
        }
        return link;
    }

    void run(Duration duration) {
        runUntil(() -> false, duration);
    }

    /** Runs until the condition holds; false if it does not within the time. */
    boolean runUntil(BooleanSupplier condition, Duration limit) {
        long end = now + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long next = events.isEmpty() ? Long.MAX_VALUE : events.peek().at();
            for (Node node : nodes.values()) {
                if (!node.isDead) {
                    next = Math.min(next, node.router.nextDeadline());
                }
            }
            if (next > end) {
                now = end;
                return condition.getAsBoolean();
            }
            now = Math.max(now, next);
            while (!events.isEmpty() && events.peek().at() <= now) {
                events.remove().action().run();
            }
            for (Node node : nodes.values()) {
                if (!node.isDead && node.router.nextDeadline() <= now) {
                    node.router.advance(now);
                }
            }
        }
        return true;
    }
}
