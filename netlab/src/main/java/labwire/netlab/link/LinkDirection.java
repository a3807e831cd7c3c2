package labwire.netlab.link;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Segmentation;
import org.jspecify.annotations.Nullable;

/**
 * One way along a cable.
 *
 * <pre>
 *  send → loss → queue for the rate → the port's tap → corruption, duplication → delay, jitter, reordering → receive
 * </pre>
 *
 * <p>One timer for all frames in flight, and one for the queue if its discipline decides as frames leave.
 */
final class LinkDirection {
    /** Frames on the cable at once; what comes beyond is dropped as from a full queue. */
    static final int MAX_FRAMES_IN_FLIGHT = 1 << 18;

    private record HeldBack(EthernetFrame frame, long arrivalNanos, long order) {}

    private final LabEventLoop loop;
    private final Port from;
    private final Port to;
    private final RandomGenerator random;
    private final LossProcess loss;
    private final Transmitter transmitter = new Transmitter();
    private final LabTimer departure;
    private final LabTimer arrival;
    private final FrameRing inFlight = new FrameRing();
    private final PriorityQueue<HeldBack> heldBack =
            new PriorityQueue<>(Comparator.comparingLong(HeldBack::arrivalNanos).thenComparingLong(HeldBack::order));
    private LinkSettings settings = LinkSettings.PLAIN;
    /** Null for a discipline that needs no list: see {@link Transmitter}. */
    private @Nullable FrameQueue queue;

    private boolean byFrame;
    /** On the cable, each of a train counted. */
    private int frames;

    private long lastArrivalNanos;
    private long heldBackCount;

    LinkDirection(LabEventLoop loop, Port from, Port to, LinkSettings settings, RandomGenerator random) {
        this.loop = loop;
        this.from = from;
        this.to = to;
        this.random = random;
        this.loss = new LossProcess(random);
        this.departure = loop.newTimer(this::transmit);
        this.arrival = loop.newTimer(this::deliver);
        settings(settings);
    }

    LinkSettings settings() {
        return settings;
    }

    /**
     * Applies to the frames that are sent from now on; those that wait leave as they would have, but for those in a queue
     * whose discipline decides as they leave.
     */
    void settings(LinkSettings newSettings) {
        long now = loop.now();
        QueueSettings before = settings.queue();
        settings = newSettings;
        byFrame = newSettings.isByFrame();
        loss.model(newSettings.loss());
        transmitter.rate(newSettings.rateBitsPerSecond(), now);
        boolean waits = newSettings.rateBitsPerSecond() > 0;
        if (queue != null && (!waits || newSettings.queue().discipline() != before.discipline())) {
            FrameQueue left = queue;
            queue = null;
            departure.cancel();
            left.drain(frame -> depart(frame, now));
        }
        if (queue != null) {
            queue.settings(newSettings.queue());
        } else if (waits) {
            queue = newQueue(newSettings.queue());
        }
    }

    private @Nullable FrameQueue newQueue(QueueSettings with) {
        FrameQueue.Outcome outcome = new FrameQueue.Outcome() {
            @Override
            public void dropped(EthernetFrame frame, DropReason reason) {
                from.dropped(frame, reason);
            }

            @Override
            public void marked() {
                from.counters().marked();
            }
        };
        return switch (with.discipline()) {
            case DROP_TAIL -> null;
            case CODEL -> new CoDelQueue(with, outcome);
            case FQ_CODEL -> new FqCoDelQueue(with, random.nextInt(), outcome);
        };
    }

    void send(EthernetFrame frame) {
        if (byFrame && frame.wireCount() > 1) {
            Segmentation.split(frame, this::sendOne);
        } else {
            sendOne(frame);
        }
    }

    /** A frame, or of a cable that treats all frames alike, a train of them. */
    private void sendOne(EthernetFrame frame) {
        if (loss.takesNext()) {
            from.dropped(frame, DropReason.LOSS);
            return;
        }
        long now = loop.now();
        // A frame that need not wait passes any limit: else one below a frame's size would let nothing through.
        boolean waits = transmitter.freeNanos() > now;
        if (queue != null && (waits || !queue.isEmpty())) {
            queue.add(frame, now);
            departure.armNoLaterThan(transmitter.freeNanos());
        } else if (waits
                && settings.rateBitsPerSecond() > 0
                && transmitter.waitingBytes(now) + frame.wireLength()
                        > settings.queue().limitBytes()) {
            from.dropped(frame, DropReason.QUEUE_FULL);
        } else {
            depart(frame, now);
        }
    }

    /** The transmitter is free for a frame of the queue. */
    private void transmit() {
        long now = loop.now();
        while (queue != null && transmitter.freeNanos() <= now) {
            EthernetFrame frame = queue.poll(now);
            if (frame == null) {
                return;
            }
            depart(frame, now);
        }
        if (queue != null && !queue.isEmpty()) {
            departure.arm(transmitter.freeNanos());
        }
    }

    private void depart(EthernetFrame frame, long now) {
        if (frames >= MAX_FRAMES_IN_FLIGHT) {
            from.dropped(frame, DropReason.QUEUE_FULL);
            return;
        }
        EthernetFrame arriving = isChosen(settings.corrupt()) ? BitFlip.in(frame, random) : frame;
        if (arriving == null) {
            from.dropped(frame, DropReason.CORRUPT);
            to.counters().inputError(InputError.CRC);
            return;
        }
        from.departed(frame);
        long departureNanos = transmitter.departure(frame.wireLength(), now);
        launch(arriving, departureNanos);
        if (isChosen(settings.duplicate())) {
            from.counters().duplicated();
            launch(arriving, departureNanos);
        }
    }

    private boolean isChosen(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    private void launch(EthernetFrame frame, long departureNanos) {
        frames += frame.wireCount();
        long delay = settings.delayNanos();
        if (settings.jitter().nanos() > 0) {
            delay = settings.jitter().vary(delay, random);
        }
        long arrivalNanos = departureNanos + delay;
        if (isChosen(settings.reordering().chance())) {
            heldBack.add(
                    new HeldBack(frame, arrivalNanos + settings.reordering().delayNanos(), heldBackCount++));
        } else {
            lastArrivalNanos = Math.max(lastArrivalNanos, arrivalNanos);
            inFlight.add(frame, lastArrivalNanos);
        }
        arrival.armNoLaterThan(nextArrivalNanos());
    }

    private long nextArrivalNanos() {
        HeldBack held = heldBack.peek();
        return held == null ? inFlight.headNanos() : Math.min(held.arrivalNanos(), inFlight.headNanos());
    }

    private void deliver() {
        long now = loop.now();
        while (nextArrivalNanos() <= now) {
            HeldBack held = heldBack.peek();
            if (held != null && held.arrivalNanos() < inFlight.headNanos()) {
                heldBack.remove();
                arrived(held.frame());
            } else {
                arrived(inFlight.remove());
            }
        }
        if (nextArrivalNanos() != Long.MAX_VALUE) {
            arrival.armNoLaterThan(nextArrivalNanos());
        }
    }

    private void arrived(EthernetFrame frame) {
        frames -= frame.wireCount();
        to.receive(frame);
    }

    /** Loses what is on the cable, and what waits for it. */
    void cut() {
        while (inFlight.size() > 0) {
            from.dropped(inFlight.remove(), DropReason.CUT);
        }
        while (!heldBack.isEmpty()) {
            from.dropped(heldBack.remove().frame(), DropReason.CUT);
        }
        if (queue != null) {
            queue.drain(frame -> from.dropped(frame, DropReason.CUT));
        }
        frames = 0;
        departure.cancel();
        arrival.cancel();
        transmitter.reset();
        lastArrivalNanos = 0;
    }
}
