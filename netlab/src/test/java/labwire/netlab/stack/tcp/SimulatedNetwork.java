package labwire.netlab.stack.tcp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.bridge.Bridge;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.BridgeSettings;
import labwire.netlab.bridge.SpanningTreePortSettings.PortFast;
import labwire.netlab.link.Cable;
import labwire.netlab.link.FrameTap;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.LossModel;
import labwire.netlab.link.Port;
import labwire.netlab.link.QueueDiscipline;
import labwire.netlab.link.QueueSettings;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.PortLink;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.MacAddress;

/**
 * Hosts and routers on networks that are cables, switches, or rings of switches, all of it by chance: the routers in a
 * row, a ring or a tree, IPv4 and IPv6 side by side. Where there is a second way, it waits as a floating route.
 *
 * <pre>
 * row    H - r0 - r1 - r2 - H       ring   r0 - r1 - H       tree   H - r0 - r1 - H
 *                                          |     |                    |
 *                                      H - r3 - r2                    r2 - H, H
 * </pre>
 */
final class SimulatedNetwork {
    /** How the routers are joined. */
    private enum Shape {
        ROW,
        RING,
        TREE
    }

    private static final int MAX_ROUTERS = 5;
    private static final int MAX_SWITCHES = 3;
    private static final int FLOATING_DISTANCE = 200;
    private static final int UNREACHABLE = Integer.MAX_VALUE;

    final List<IpStack> hosts = new ArrayList<>();
    final List<Cable> cables = new ArrayList<>();

    private final LabEventLoop loop;
    private final SplittableRandom choice;
    private final RandomStreams random;
    private final FrameTap watch;
    /** Routers, then hosts. */
    private final List<IpStack> stacks = new ArrayList<>();
    /** By network: the stacks on it, the n-th with the address n + 1. */
    private final List<List<IpStack>> networks = new ArrayList<>();

    private int routers;
    private int switches;
    private long macs;

    /**
     * @param watch sees what hosts send and receive
     */
    SimulatedNetwork(LabEventLoop loop, long seed, SplittableRandom choice, FrameTap watch) {
        this.loop = loop;
        this.choice = choice;
        this.watch = watch;
        random = new RandomStreams(seed);
        planRouters();
        planHosts();
        networks.forEach(this::build);
        stacks.forEach(this::route);
    }

    List<IpStack> stacks() {
        return stacks;
    }

    /** The host's only address of a family. */
    IpAddress address(IpStack host, boolean version6) {
        int network = networksOf(host).get(0);
        int number = networks.get(network).indexOf(host) + 1;
        return version6 ? address6(network, number) : address4(network, number);
    }

    // Who is joined to whom.

    private void planRouters() {
        Shape shape = Shape.values()[choice.nextInt(Shape.values().length)];
        routers = switch (shape) {
            case ROW -> choice.nextInt(4);
            case RING -> 3 + choice.nextInt(MAX_ROUTERS - 2);
            case TREE -> 2 + choice.nextInt(MAX_ROUTERS - 1);
        };
        for (int i = 0; i < routers; i++) {
            IpStack router = new IpStack(loop, "r" + i, random);
            router.setForwarding(true);
            router.ipv6().setForwarding(true);
            stacks.add(router);
        }
        for (int i = 1; i < routers; i++) {
            int parent = shape == Shape.TREE ? choice.nextInt(i) : i - 1;
            networks.add(List.of(stacks.get(parent), stacks.get(i)));
        }
        if (shape == Shape.RING) {
            networks.add(List.of(stacks.get(routers - 1), stacks.get(0)));
        }
    }

    /** Two to five hosts, at the first router, the last, and any; those of one router share a network. */
    private void planHosts() {
        int count = 2 + choice.nextInt(4);
        List<List<IpStack>> byRouter = new ArrayList<>();
        for (int i = 0; i < Math.max(1, routers); i++) {
            byRouter.add(new ArrayList<>(routers == 0 ? List.of() : List.of(stacks.get(i))));
        }
        for (int i = 0; i < count; i++) {
            IpStack host = new IpStack(loop, "h" + i, random);
            stacks.add(host);
            hosts.add(host);
            int last = byRouter.size() - 1;
            byRouter.get(i == 0 ? 0 : i == 1 ? last : choice.nextInt(last + 1)).add(host);
        }
        byRouter.stream().filter(members -> members.size() > 1).forEach(networks::add);
    }

    // Cables and switches.

    private void build(List<IpStack> members) {
        int network = networks.indexOf(members);
        List<Port> ports = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            ports.add(attach(members.get(i), network, i + 1));
        }
        if (ports.size() == 2 && choice.nextInt(3) > 0) {
            join(ports.get(0), ports.get(1));
            return;
        }
        List<Bridge> bridges = new ArrayList<>();
        int count = 1 + choice.nextInt(MAX_SWITCHES);
        for (int i = 0; i < count; i++) {
            bridges.add(new Bridge(loop, "sw" + switches++, nextMac(), BridgeSettings.DEFAULT));
        }
        for (int i = 1; i < count; i++) {
            join(
                    bridgePort(bridges.get(i - 1)).port(),
                    bridgePort(bridges.get(i)).port());
        }
        if (count > 2) {
            join(
                    bridgePort(bridges.get(count - 1)).port(),
                    bridgePort(bridges.get(0)).port());
        }
        for (Port port : ports) {
            BridgePort edge = bridgePort(bridges.get(choice.nextInt(count)));
            edge.treeSettings().setPortFast(PortFast.EDGE);
            join(edge.port(), port);
        }
    }

    private BridgePort bridgePort(Bridge owner) {
        return owner.addPort(
                new Port(loop.clock(), owner.name(), "Gi0/" + (owner.ports().size() + 1), nextMac()));
    }

    private Port attach(IpStack stack, int network, int number) {
        String name = "eth" + stack.interfaces().size();
        Port port = new Port(loop.clock(), stack.name(), name, nextMac());
        if (hosts.contains(stack)) {
            port.addTap(watch);
        }
        NetworkInterface added = stack.addInterface(name, new PortLink(port));
        added.addAddress(address4(network, number), 24);
        added.ip6().enable();
        added.ip6().addAddress(address6(network, number), 64);
        return port;
    }

    private MacAddress nextMac() {
        return new MacAddress(0x5254_0000_0000L + ++macs);
    }

    private void join(Port a, Port b) {
        cables.add(Cable.connect(loop, a, b, quality(), random.stream("cable" + cables.size())));
    }

    /** A cable's quality, of all that there are. */
    LinkSettings quality() {
        LinkSettings settings = LinkSettings.PLAIN
                .withDelay(1_000 + choice.nextLong(10_000_000))
                .withJitter(choice.nextInt(4) == 0 ? choice.nextLong(2_000_000) : 0)
                .withLoss(loss())
                .withDuplicate(choice.nextInt(3) == 0 ? choice.nextDouble(0.03) : 0)
                .withCorrupt(choice.nextInt(3) == 0 ? choice.nextDouble(0.02) : 0);
        if (choice.nextInt(3) == 0) {
            settings = settings.withReorder(choice.nextDouble(0.05)).withReorderDelay(choice.nextLong(5_000_000));
        }
        return choice.nextInt(3) == 0 ? limited(settings, 1_000_000 + choice.nextLong(100_000_000)) : settings;
    }

    /** None, by the frame, or in bursts, so short that a handshake does not end in one. */
    private LossModel loss() {
        return switch (choice.nextInt(6)) {
            case 0 ->
                new LossModel.GilbertElliott(
                        choice.nextDouble(0.01), 0.3 + choice.nextDouble(0.4), choice.nextDouble(0.7), 0);
            case 1, 2 -> new LossModel.Independent(choice.nextDouble(0.04));
            default -> new LossModel.Independent(0);
        };
    }

    /** A cable that lets little through, so that its queue is full. */
    LinkSettings clogged() {
        return limited(LinkSettings.PLAIN, 100_000 + choice.nextLong(400_000));
    }

    private LinkSettings limited(LinkSettings settings, long bitsPerSecond) {
        QueueDiscipline[] disciplines = QueueDiscipline.values();
        return settings.withRate(bitsPerSecond)
                .withQueue(QueueSettings.PLAIN
                        .withDiscipline(disciplines[choice.nextInt(disciplines.length)])
                        .withLimit(3_000 + choice.nextInt(200_000))
                        .withEcn(choice.nextBoolean()));
    }

    // Addresses and routes.

    private static Ipv4Address address4(int network, int number) {
        return Ipv4Address.parse("10.0." + network + "." + number);
    }

    private static Ipv6Address address6(int network, int number) {
        return Ipv6Address.parse("2001:db8:0:" + Integer.toHexString(network) + "::" + number);
    }

    private List<Integer> networksOf(IpStack stack) {
        List<Integer> its = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            if (networks.get(i).contains(stack)) {
                its.add(i);
            }
        }
        return its;
    }

    /** A way to the next router. */
    private record Way(int network, IpStack router, int hops) {}

    private void route(IpStack stack) {
        List<Integer> own = networksOf(stack);
        for (int target = 0; target < networks.size(); target++) {
            if (own.contains(target)) {
                continue;
            }
            List<Way> ways = new ArrayList<>();
            for (int network : own) {
                for (IpStack next : networks.get(network)) {
                    int hops = next == stack || hosts.contains(next) ? UNREACHABLE : hops(next, target, stack);
                    if (hops < UNREACHABLE) {
                        ways.add(new Way(network, next, hops));
                    }
                }
            }
            ways.sort(Comparator.comparingInt(Way::hops));
            for (int i = 0; i < ways.size(); i++) {
                add(stack, target, ways.get(i), i == 0 ? 1 : FLOATING_DISTANCE + i);
            }
        }
    }

    private void add(IpStack stack, int target, Way way, int distance) {
        int number = networks.get(way.network()).indexOf(way.router()) + 1;
        stack.routes()
                .add(new Route(
                        new Ipv4Prefix(address4(target, 0), 24),
                        address4(way.network(), number),
                        null,
                        distance,
                        0,
                        RouteOrigin.STATIC));
        stack.ipv6()
                .routes()
                .add(new Ip6Route(
                        new Ipv6Prefix(address6(target, 0), 64),
                        address6(way.network(), number),
                        null,
                        distance,
                        0,
                        Ip6Route.Origin.STATIC));
    }

    /** How many routers from one on there are on the shortest way to a network that does not lead through another. */
    private int hops(IpStack from, int target, IpStack without) {
        int[] hops = new int[stacks.size()];
        Arrays.fill(hops, UNREACHABLE);
        hops[stacks.indexOf(from)] = 1;
        ArrayDeque<IpStack> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            IpStack at = open.remove();
            for (int network : networksOf(at)) {
                if (network == target) {
                    return hops[stacks.indexOf(at)];
                }
                for (IpStack next : networks.get(network)) {
                    int index = stacks.indexOf(next);
                    if (next != without && !hosts.contains(next) && hops[index] == UNREACHABLE) {
                        hops[index] = hops[stacks.indexOf(at)] + 1;
                        open.add(next);
                    }
                }
            }
        }
        return UNREACHABLE;
    }
}
