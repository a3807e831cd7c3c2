package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.link.Cable;
import labwire.netlab.link.DropReason;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.PortLink;
import labwire.netlab.stack.Route;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;

/**
 * Two hosts, up to three routers between them, cables of every quality that come and go, and a few connections: all of
 * it from one seed. Until everything has ended, what TCP promises must hold.
 */
final class Simulation implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofHours(6);
    /** More than it takes until the last neighbours are forgotten: eleven minutes after they were last heard. */
    private static final Duration CALM = Duration.ofMinutes(30);

    private static final int PORT = 80;

    private final long seed;
    private final SplittableRandom choice;
    private final RandomStreams random;
    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final List<IpStack> row = new ArrayList<>();
    private final List<Cable> cables = new ArrayList<>();
    private final WindowWatch windows = new WindowWatch();
    private final List<Exchange> exchanges = new ArrayList<>();
    private long macs;

    Simulation(long seed) {
        this.seed = seed;
        choice = new SplittableRandom(seed);
        random = new RandomStreams(seed);
        int routers = choice.nextInt(4);
        for (int i = 0; i < routers + 2; i++) {
            IpStack stack = new IpStack(time.loop(), "s" + i, random);
            stack.setForwarding(i > 0 && i <= routers);
            row.add(stack);
        }
        for (int i = 0; i <= routers; i++) {
            join(i);
        }
        for (int i = 0; i < row.size(); i++) {
            route(i);
        }
    }

    /** Cable i joins row i, 10.0.i.1, and row i + 1, 10.0.i.2. */
    private void join(int i) {
        Port left = attach(row.get(i), "10.0." + i + ".1", i == 0);
        Port right = attach(row.get(i + 1), "10.0." + i + ".2", i + 2 == row.size());
        cables.add(Cable.connect(time.loop(), left, right, quality(), random.stream("cable" + i)));
    }

    private Port attach(IpStack stack, String address, boolean watched) {
        String name = "eth" + stack.interfaces().size();
        Port port = new Port(time.loop().clock(), stack.name(), name, new MacAddress(0x5254_0000_0000L + ++macs));
        if (watched) {
            port.addTap(windows);
        }
        NetworkInterface added = stack.addInterface(name, new PortLink(port));
        added.addAddress(Ipv4Address.parse(address), 24);
        return port;
    }

    private void route(int i) {
        for (int network = 0; network < cables.size(); network++) {
            String hop = network > i ? "10.0." + i + ".2" : "10.0." + (i - 1) + ".1";
            if (network > i || network < i - 1) {
                Ipv4Prefix prefix = new Ipv4Prefix(Ipv4Address.parse("10.0." + network + ".0"), 24);
                row.get(i).routes().add(Route.toNextHop(prefix, Ipv4Address.parse(hop)));
            }
        }
    }

    private LinkSettings quality() {
        LinkSettings settings = LinkSettings.PLAIN
                .withDelay(1_000 + choice.nextLong(20_000_000))
                .withLoss(choice.nextInt(2) * choice.nextDouble(0.05))
                .withDuplicate(choice.nextInt(2) * choice.nextDouble(0.03))
                .withCorrupt(choice.nextInt(2) * choice.nextDouble(0.02));
        if (choice.nextInt(2) == 0) {
            settings = settings.withReorder(choice.nextDouble(0.05)).withReorderDelay(choice.nextLong(5_000_000));
        }
        if (choice.nextInt(3) == 0) {
            settings = settings.withRate(1_000_000 + choice.nextLong(100_000_000))
                    .withQueueLimit(3_000 + choice.nextInt(200_000));
        }
        return settings;
    }

    private TcpSettings settings() {
        TcpFeatures features = new TcpFeatures(
                choice.nextInt(4) > 0,
                choice.nextInt(4) > 0,
                choice.nextBoolean() ? TcpFeatures.Ecn.REQUEST : TcpFeatures.Ecn.ACCEPT,
                choice.nextBoolean() ? CongestionAlgorithm.CUBIC : CongestionAlgorithm.NEW_RENO);
        return TcpSettings.DEFAULT
                .withFeatures(features)
                .withNoDelay(choice.nextBoolean())
                .withBuffers(4_000 + choice.nextInt(500_000), 4_000 + choice.nextInt(500_000));
    }

    /** Runs to the end and checks everything; returns how many bytes have passed. */
    long run() {
        connect(1 + choice.nextInt(3));
        trouble();
        boolean ended = time.runUntil(() -> exchanges.stream().allMatch(Exchange::isOver), LIMIT);
        assertThat(ended).as("every connection ends").isTrue();
        time.runFor(CALM);
        assertThat(windows.retractions).as("windows that moved back").isEmpty();
        for (IpStack host : List.of(row.get(0), row.get(row.size() - 1))) {
            assertThat(host.tcp().sockets()).as("connections left").isEmpty();
        }
        assertThat(Conversation.isQuiet(time)).as("no timer left").isTrue();
        cables.forEach(cable -> {
            assertAllAccountedFor(cable.a(), cable.b());
            assertAllAccountedFor(cable.b(), cable.a());
        });
        return exchanges.stream().mapToLong(Exchange::assertWhole).sum();
    }

    private void connect(int count) {
        IpStack client = row.get(0);
        IpStack server = row.get(row.size() - 1);
        for (int i = 0; i < count; i++) {
            long up = choice.nextLong(400_000);
            long down = choice.nextLong(400_000);
            Exchange exchange = new Exchange(seed + i, up, seed + i + 100, down);
            exchanges.add(exchange);
            server.tcp().listen(Ipv4Address.ANY, PORT + i, 4, settings(), exchange::accept);
            Transfer transfer = exchange.client;
            Ipv4Address to = Ipv4Address.parse("10.0." + (cables.size() - 1) + ".2");
            transfer.socket = client.tcp().connect(Ipv4Address.ANY, 0, to, PORT + i, settings(), transfer);
        }
    }

    /**
     * Cuts, restores, and changes cables for less than a minute; in the end all are whole. That is less than either end of
     * a connection, or of a handshake, waits: none has a reason to fail.
     */
    private void trouble() {
        int incidents = choice.nextInt(6);
        for (int i = 0; i < incidents; i++) {
            time.runFor(Duration.ofMillis(choice.nextInt(2000)));
            checkNow();
            Cable cable = cables.get(choice.nextInt(cables.size()));
            if (choice.nextBoolean()) {
                cable.cut();
                time.runFor(Duration.ofMillis(choice.nextInt(5000)));
                checkNow();
                cable.restore();
            } else {
                cable.settings(quality());
            }
        }
    }

    /** What must hold at any time. */
    private void checkNow() {
        for (IpStack host : row) {
            for (TcpSocket socket : host.tcp().sockets()) {
                TcpInfo info = socket.info();
                assertThat(info.inFlightBytes()).as("SND.NXT - SND.UNA").isNotNegative();
                assertThat(info.lostBytes()).isBetween(0L, info.inFlightBytes());
                assertThat(info.congestionWindowBytes()).isPositive();
            }
        }
    }

    private static void assertAllAccountedFor(Port from, Port to) {
        long dropped = from.counters().drops(DropReason.CUT)
                + from.counters().drops(DropReason.LOSS)
                + from.counters().drops(DropReason.CORRUPT)
                + from.counters().drops(DropReason.QUEUE_FULL);
        assertThat(to.counters().receivedFrames() + dropped)
                .as("frames from " + from)
                .isEqualTo(from.counters().sentFrames() + from.counters().duplicates());
    }

    @Override
    public void close() {
        time.close();
    }
}
