package labwire.netlab.stack.tcp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Segmentation;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/** One way between two TCP layers: delay, loss, duplication, reordering, from a seed. */
final class ImpairedPath implements TcpOutput {
    /**
     * @param reorder the share of segments that take {@code reorderDelayNanos} longer
     */
    record Impairments(long delayNanos, double loss, double duplicate, double reorder, long reorderDelayNanos) {
        static Impairments delay(long nanos) {
            return new Impairments(nanos, 0, 0, 0, 0);
        }
    }

    private record InFlight(Ipv4Packet packet, long arrivalNanos, long order) {}

    private final LabEventLoop loop;
    private final Ipv4Address source;
    private final RandomGenerator random;
    private final LabTimer arrival;
    private final PriorityQueue<InFlight> inFlight =
            new PriorityQueue<>(Comparator.comparingLong(InFlight::arrivalNanos).thenComparingLong(InFlight::order));
    private final List<TcpSegment> log = new ArrayList<>();
    private @Nullable TcpLayer target;
    private Impairments impairments;
    private Predicate<TcpSegment> filter = segment -> true;
    private boolean logging;
    private long order;
    int mtu = 1500;

    ImpairedPath(LabEventLoop loop, Ipv4Address source, RandomGenerator random, Impairments impairments) {
        this.loop = loop;
        this.source = source;
        this.random = random;
        this.impairments = impairments;
        this.arrival = loop.newTimer(this::deliver);
    }

    void to(TcpLayer layer) {
        target = layer;
    }

    void impairments(Impairments newImpairments) {
        impairments = newImpairments;
    }

    /** Segments that do not pass are lost. */
    void filter(Predicate<TcpSegment> newFilter) {
        filter = newFilter;
    }

    /** From now on, keeps what is sent. */
    List<TcpSegment> log() {
        logging = true;
        return log;
    }

    @Override
    public Optional<IpAddress> sourceFor(IpAddress destination) {
        return Optional.of(source);
    }

    @Override
    public int maximumTransmissionUnit(IpAddress destination) {
        return mtu;
    }

    @Override
    public void send(
            IpAddress from,
            IpAddress destination,
            int trafficClass,
            int timeToLive,
            int label,
            Bytes options,
            TcpSegment segment) {
        Segmentation.split(segment, each -> sendOne(from, destination, each));
    }

    private void sendOne(IpAddress from, IpAddress destination, TcpSegment segment) {
        if (logging) {
            log.add(segment);
        }
        if (!filter.test(segment) || random.nextDouble() < impairments.loss()) {
            return;
        }
        Ipv4Packet packet = new Ipv4Packet((Ipv4Address) from, (Ipv4Address) destination, 0, segment);
        launch(packet);
        if (random.nextDouble() < impairments.duplicate()) {
            launch(packet);
        }
    }

    private void launch(Ipv4Packet packet) {
        long delay = impairments.delayNanos();
        if (random.nextDouble() < impairments.reorder()) {
            delay += impairments.reorderDelayNanos();
        }
        inFlight.add(new InFlight(packet, loop.now() + delay, order++));
        arrival.armNoLaterThan(loop.now() + delay);
    }

    private void deliver() {
        while (!inFlight.isEmpty() && inFlight.peek().arrivalNanos() <= loop.now()) {
            Ipv4Packet packet = inFlight.remove().packet();
            if (target != null) {
                target.receive(packet);
            }
        }
        if (!inFlight.isEmpty()) {
            arrival.armNoLaterThan(inFlight.peek().arrivalNanos());
        }
    }
}
