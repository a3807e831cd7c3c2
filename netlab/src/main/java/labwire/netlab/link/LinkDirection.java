package labwire.netlab.link;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.EthernetFrame;

/**
 * One way along a cable: loss, then the queue for the rate, then delay.
 *
 * <p>One timer for all frames in flight. The queue is not a list: how many bytes wait follows from when the
 * transmitter will be free.
 */
final class LinkDirection {
    /** Frames on the cable at once; what comes beyond is dropped as from a full queue. */
    static final int MAX_FRAMES_IN_FLIGHT = 1 << 18;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private record HeldBack(EthernetFrame frame, long arrivalNanos, long order) {}

    private final LabEventLoop loop;
    private final Port from;
    private final Port to;
    private final RandomGenerator random;
    private final LabTimer arrival;
    private final FlightQueue inFlight = new FlightQueue();
    private final PriorityQueue<HeldBack> heldBack =
            new PriorityQueue<>(Comparator.comparingLong(HeldBack::arrivalNanos).thenComparingLong(HeldBack::order));
    private LinkSettings settings;
    private long transmitterFreeNanos;
    /** What waited when the rate was last changed, and goes on to leave by its own schedule. */
    private double earlierBytes;

    private long earlierSinceNanos;
    private long earlierUntilNanos;
    private long lastArrivalNanos;
    private long heldBackCount;

    LinkDirection(LabEventLoop loop, Port from, Port to, LinkSettings settings, RandomGenerator random) {
        this.loop = loop;
        this.from = from;
        this.to = to;
        this.settings = settings;
        this.random = random;
        this.arrival = loop.newTimer(this::deliver);
    }

    LinkSettings settings() {
        return settings;
    }

    /** Applies to the frames that are sent from now on; those that wait leave as they would have. */
    void settings(LinkSettings newSettings) {
        if (newSettings.rateBitsPerSecond() != settings.rateBitsPerSecond()) {
            long now = loop.now();
            earlierBytes = waitingBytes(now);
            earlierSinceNanos = now;
            earlierUntilNanos = transmitterFreeNanos;
        }
        settings = newSettings;
    }

    void send(EthernetFrame frame) {
        if (settings.loss() > 0 && random.nextDouble() < settings.loss()) {
            from.counters().dropped(DropReason.LOSS);
            return;
        }
        long now = loop.now();
        long departure = now;
        if (settings.rateBitsPerSecond() > 0) {
            departure = departureAtRate(frame.wireLength(), now);
        }
        if (departure < 0 || inFlight.size() + heldBack.size() >= MAX_FRAMES_IN_FLIGHT) {
            from.counters().dropped(DropReason.QUEUE_FULL);
            return;
        }
        launch(frame, departure);
    }

    /** When the last bit leaves the port, or -1 if the queue cannot take the frame. */
    private long departureAtRate(int wireBytes, long now) {
        long rate = settings.rateBitsPerSecond();
        long start = Math.max(now, transmitterFreeNanos);
        // A frame that need not wait passes any limit: else one below a frame's size would let nothing through.
        if (start > now && waitingBytes(now) + wireBytes > settings.queueLimitBytes()) {
            return -1;
        }
        transmitterFreeNanos = start + (wireBytes * 8L * NANOS_PER_SECOND + rate - 1) / rate;
        return transmitterFreeNanos;
    }

    private double waitingBytes(long now) {
        if (transmitterFreeNanos <= now) {
            return 0;
        }
        double bytes = 0;
        if (earlierUntilNanos > now) {
            bytes = earlierBytes * (earlierUntilNanos - now) / (earlierUntilNanos - earlierSinceNanos);
        }
        long nanosAtThisRate = transmitterFreeNanos - Math.max(now, earlierUntilNanos);
        return bytes + nanosAtThisRate * (settings.rateBitsPerSecond() / (8.0 * NANOS_PER_SECOND));
    }

    private void launch(EthernetFrame frame, long departure) {
        long arrivalNanos = departure + settings.delayNanos();
        if (settings.jitterNanos() > 0) {
            arrivalNanos += random.nextLong(settings.jitterNanos() + 1);
        }
        if (settings.reorder() > 0 && random.nextDouble() < settings.reorder()) {
            heldBack.add(new HeldBack(frame, arrivalNanos + settings.reorderDelayNanos(), heldBackCount++));
        } else {
            lastArrivalNanos = Math.max(lastArrivalNanos, arrivalNanos);
            inFlight.add(frame, lastArrivalNanos);
        }
        arrival.armNoLaterThan(nextArrivalNanos());
    }

    private long nextArrivalNanos() {
        HeldBack held = heldBack.peek();
        return held == null ? inFlight.nextArrivalNanos() : Math.min(held.arrivalNanos(), inFlight.nextArrivalNanos());
    }

    private void deliver() {
        long now = loop.now();
        while (nextArrivalNanos() <= now) {
            HeldBack held = heldBack.peek();
            if (held != null && held.arrivalNanos() < inFlight.nextArrivalNanos()) {
                heldBack.remove();
                to.receive(held.frame());
            } else {
                to.receive(inFlight.remove());
            }
        }
        if (nextArrivalNanos() != Long.MAX_VALUE) {
            arrival.armNoLaterThan(nextArrivalNanos());
        }
    }

    /** Loses what is on the cable. */
    void cut() {
        for (int left = inFlight.size() + heldBack.size(); left > 0; left--) {
            from.counters().dropped(DropReason.CUT);
        }
        inFlight.clear();
        heldBack.clear();
        arrival.cancel();
        transmitterFreeNanos = 0;
        earlierUntilNanos = 0;
        lastArrivalNanos = 0;
    }
}
