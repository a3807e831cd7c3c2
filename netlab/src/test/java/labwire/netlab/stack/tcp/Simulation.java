package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.link.Cable;
import labwire.netlab.link.DropReason;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;

/**
 * A {@link SimulatedNetwork} whose cables come and go, and a few connections between its hosts, by IPv4 and by IPv6: all
 * of it from one seed. Until everything has ended, what TCP promises must hold.
 */
final class Simulation implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofHours(6);
    /** Until spanning trees stand, and nobody else has turned out to have one's addresses. */
    private static final Duration START = Duration.ofSeconds(40);
    /** Twice what TIME-WAIT takes. */
    private static final Duration END = Duration.ofMinutes(2);
    /** More than it takes until the last neighbours are forgotten: eleven minutes after they were last heard. */
    private static final Duration CALM = Duration.ofMinutes(15);

    private static final int PORT = 80;

    private final long seed;
    private final SplittableRandom choice;
    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final WindowWatch windows = new WindowWatch();
    private final SimulatedNetwork network;
    private final List<Exchange> exchanges = new ArrayList<>();

    Simulation(long seed) {
        this.seed = seed;
        choice = new SplittableRandom(seed);
        network = new SimulatedNetwork(time.loop(), seed, choice, windows);
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
        time.runFor(START);
        connect(1 + choice.nextInt(4));
        trouble();
        for (long seconds = 0; seconds < LIMIT.toSeconds() && !isOver(); seconds++) {
            time.runUntil(this::isOver, Duration.ofSeconds(1));
            checkNow();
        }
        assertThat(isOver()).as("every connection ends").isTrue();
        time.runFor(END);
        assertThat(windows.retractions).as("windows that moved back").isEmpty();
        for (IpStack stack : network.stacks()) {
            assertThat(stack.tcp().sockets()).as("connections left").isEmpty();
        }
        // Switches greet each other, and routers their hosts, for as long as they hear them.
        network.cables.forEach(Cable::cut);
        time.runFor(CALM);
        assertThat(Conversation.isQuiet(time)).as("no timer left").isTrue();
        network.cables.forEach(cable -> {
            assertAllAccountedFor(cable.a(), cable.b());
            assertAllAccountedFor(cable.b(), cable.a());
        });
        return exchanges.stream().mapToLong(Exchange::assertWhole).sum();
    }

    private boolean isOver() {
        return exchanges.stream().allMatch(Exchange::isOver);
    }

    /** The same for the same seed, and for no other. */
    long fingerprint() {
        return windows.fingerprint();
    }

    /** So many connections at once, each between any two hosts. */
    private void connect(int count) {
        for (int i = 0; i < count; i++) {
            List<IpStack> others = new ArrayList<>(network.hosts);
            IpStack client = others.remove(choice.nextInt(others.size()));
            IpStack server = others.get(choice.nextInt(others.size()));
            boolean version6 = choice.nextBoolean();
            long up = choice.nextLong(400_000);
            long down = choice.nextLong(400_000);
            Exchange exchange = new Exchange(seed + i, up, seed + i + 100, down);
            exchanges.add(exchange);
            server.tcp().listen(Ipv6Address.ANY, PORT + i, 4, settings(), exchange::accept);
            Transfer transfer = exchange.client;
            transfer.socket = client.tcp()
                    .connect(
                            version6 ? Ipv6Address.ANY : Ipv4Address.ANY,
                            0,
                            network.address(server, version6),
                            PORT + i,
                            settings(),
                            transfer);
        }
    }

    /**
     * Cuts, clogs, restores, and changes cables for less than a minute; in the end all are whole. That is less than either
     * end of a connection, or of a handshake, waits: none has a reason to fail.
     */
    private void trouble() {
        int incidents = choice.nextInt(6);
        for (int i = 0; i < incidents; i++) {
            time.runFor(Duration.ofMillis(choice.nextInt(2000)));
            checkNow();
            Cable cable = network.cables.get(choice.nextInt(network.cables.size()));
            switch (choice.nextInt(4)) {
                case 0 -> cut(List.of(cable));
                case 1 -> cut(anyCables());
                case 2 -> clog(cable);
                default -> cable.settings(network.quality());
            }
        }
    }

    /** Half of the cables or so: the network falls to pieces. */
    private List<Cable> anyCables() {
        return network.cables.stream().filter(cable -> choice.nextBoolean()).toList();
    }

    private void cut(List<Cable> cables) {
        cables.forEach(Cable::cut);
        time.runFor(Duration.ofMillis(choice.nextInt(5000)));
        checkNow();
        cables.forEach(Cable::restore);
    }

    private void clog(Cable cable) {
        cable.settings(network.clogged());
        time.runFor(Duration.ofMillis(choice.nextInt(5000)));
        checkNow();
        cable.settings(network.quality());
    }

    /** What must hold at any time. */
    private void checkNow() {
        for (IpStack host : network.hosts) {
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
                + from.counters().drops(DropReason.QUEUE_FULL)
                + from.counters().drops(DropReason.QUEUE_DELAY);
        assertThat(to.counters().receivedFrames() + dropped)
                .as("frames from " + from)
                .isEqualTo(from.counters().sentFrames() + from.counters().duplicates());
    }

    @Override
    public void close() {
        time.close();
    }
}
