package labwire.netlab.routing.ospf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.routing.ospf.process.OspfProcess;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A thousand routers, each with its start-up config, in one area: started, and every one of them with all neighbours
 * full, the same database, and a route to every other.
 *
 * <p>They are 40 rings of 25, one router of each in a ring that joins them: 1,040 cables, each a point-to-point network
 * of two, so 2,040 networks with the routers' own addresses. Run with a heap of 1 GB ({@code -Xmx1g}).
 */
@Tag("bench")
class OspfScaleBenchmarkTest {
    private static final int RINGS = 40;
    private static final int RING_SIZE = 25;
    private static final int ROUTERS = RINGS * RING_SIZE;
    private static final int LINKS = ROUTERS + RINGS;
    private static final Duration VIRTUAL_LIMIT = Duration.ofSeconds(10);
    private static final Duration LIVE_LIMIT = Duration.ofSeconds(60);

    private final List<Router> routers = new ArrayList<>();
    private int networks;

    @Test
    void aThousandRoutersConvergeInVirtualTime() {
        long begin = System.nanoTime();
        try (VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T12:00:00Z"))) {
            build(time.loop());
            long built = System.nanoTime();
            while (!isConverged() && time.clock().nanoTime() < TimeUnit.MINUTES.toNanos(5)) {
                time.runFor(Duration.ofSeconds(1));
            }
            long end = System.nanoTime();
            print("virtual", built - begin, end - begin, time.clock().nanoTime());
            assertThat(isConverged()).isTrue();
            assertThat(Duration.ofNanos(end - begin)).isLessThan(VIRTUAL_LIMIT);
        }
    }

    @Test
    void aThousandRoutersConvergeLive() throws Exception {
        LabEventLoop loop = LabEventLoop.live("scale");
        try {
            long begin = System.nanoTime();
            loop.submit(() -> build(loop)).get();
            long built = System.nanoTime();
            while (!loop.submit(this::isConverged).get() && System.nanoTime() - begin < LIVE_LIMIT.toNanos()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            }
            long end = System.nanoTime();
            print("live", built - begin, end - begin, loop.submit(loop::now).get());
            assertThat(loop.submit(this::isConverged).get()).isTrue();
            assertThat(Duration.ofNanos(end - begin)).isLessThan(LIVE_LIMIT);
        } finally {
            loop.stop();
        }
    }

    private static void print(String how, long buildNanos, long allNanos, long labNanos) {
        System.gc();
        try {
            new ProcessBuilder("jmap", "-histo", "" + ProcessHandle.current().pid())
                    .redirectOutput(new java.io.File("/tmp/ospfc/histo.txt"))
                    .start()
                    .waitFor();
        } catch (Exception e) {
            throw new RuntimeException(e);
        }
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                Locale.ROOT,
                "%d routers, %d links, one area, %s: built in %.2f s, converged in %.2f s (lab time %.2f s), "
                        + "%.2f s of processor time, %d MB of %d MB in use%n",
                ROUTERS,
                LINKS,
                how,
                buildNanos / 1e9,
                allNanos / 1e9,
                labNanos / 1e9,
                ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis()
                        / 1e3,
                used >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private void build(LabEventLoop loop) {
        RandomStreams random = new RandomStreams(1);
        List<StringBuilder> configs = new ArrayList<>();
        for (int i = 0; i < ROUTERS; i++) {
            routers.add(new Router(loop, "R" + (i + 1), random, NameSource.NONE));
            StringBuilder config = new StringBuilder();
            config.append("hostname R").append(i + 1).append('\n');
            config.append("interface Loopback0\n ip address ").append(id(i)).append(" 255.255.255.255\n");
            configs.add(config);
        }
        int[] ports = new int[ROUTERS];
        for (int ring = 0; ring < RINGS; ring++) {
            int first = ring * RING_SIZE;
            connect(loop, random, configs, ports, first, (first + RING_SIZE) % ROUTERS);
            for (int place = 0; place < RING_SIZE; place++) {
                connect(loop, random, configs, ports, first + place, first + (place + 1) % RING_SIZE);
            }
        }
        for (int i = 0; i < ROUTERS; i++) {
            configs.get(i).append("router ospf 1\n network 0.0.0.0 255.255.255.255 area 0\n");
            configure(routers.get(i), configs.get(i).toString());
        }
    }

    private static Ipv4Address id(int router) {
        return new Ipv4Address(0x0A00_0001 + router);
    }

    private void connect(
            LabEventLoop loop, RandomStreams random, List<StringBuilder> configs, int[] ports, int one, int other) {
        int network = 0xAC10_0000 + 4 * networks++;
        int[] ends = {one, other};
        for (int i = 0; i < 2; i++) {
            configs.get(ends[i])
                    .append("interface GigabitEthernet0/")
                    .append(ports[ends[i]])
                    .append("\n ip address ")
                    .append(new Ipv4Address(network + 1 + i))
                    .append(" 255.255.255.252\n ip ospf network point-to-point\n no shutdown\n");
        }
        Port first = routers.get(one).port("gi0/" + ports[one]++).orElseThrow();
        Port second = routers.get(other).port("gi0/" + ports[other]++).orElseThrow();
        Cable.connect(loop, first, second, LinkSettings.PLAIN, random.stream("cable " + networks));
    }

    private static void configure(IosDevice device, String config) {
        ConsoleSession session = IosImage.startup(device);
        config.lines()
                .forEach(line -> session.enter(line, new ConsoleOutput() {
                    @Override
                    public void print(String text) {
                        throw new AssertionError(line + ": " + text);
                    }

                    @Override
                    public void finished(CommandResult result) {}
                }));
    }

    private boolean isConverged() {
        long sum = -1;
        for (Router each : routers) {
            OspfRouter router =
                    each.ospf().process(1).flatMap(OspfProcess::router).orElse(null);
            if (router == null || router.areas().isEmpty()) {
                return false;
            }
            LinkStateDatabase database = router.areas().get(0).database();
            for (OspfInterface on : router.interfaceList()) {
                if (on.state() == InterfaceState.POINT_TO_POINT && on.fullNeighbors() != 1) {
                    return false;
                }
            }
            if (sum == -1) {
                sum = database.checksumSum();
            }
            if (database.size() != ROUTERS
                    || database.checksumSum() != sum
                    || router.routingTable().routes().size() != ROUTERS + LINKS) {
                return false;
            }
        }
        Router first = routers.get(0);
        return first.stack().routes().routesTo(Ipv4Prefix.of(id(ROUTERS - 1), 32)).stream()
                .anyMatch(route -> route.origin() == RouteOrigin.OSPF);
    }
}
