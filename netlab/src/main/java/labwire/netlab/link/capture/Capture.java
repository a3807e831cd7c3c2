package labwire.netlab.link.capture;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.link.DropReason;
import labwire.netlab.link.FrameTap;
import labwire.netlab.link.Port;
import labwire.netlab.time.LabClock;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameEncoder;

/**
 * Captures what passes some ports, each an interface of its own, as pcapng. A frame that a port or the cable away from it
 * drops is there with a comment that says why.
 *
 * <p>A sink without room loses packets: their number stands at the next one that gets through, and in a block of
 * statistics for each interface, at the end and whenever there is room again.
 */
public final class Capture implements FrameTap {
    /** Ports of one capture. */
    public static final int MAX_PORTS = 256;

    private static final String APPLICATION = "Labwire";

    /** What has become of a port's packets. */
    private static final class Counts {
        final int interfaceId;
        long received;
        long lost;
        /** Of the lost ones, those since the last packet that got through. */
        long lostSince;

        Counts(int interfaceId) {
            this.interfaceId = interfaceId;
        }
    }

    private final LabClock clock;
    private final Instant start;
    private final CaptureFilter filter;
    private final long maxPackets;
    private final CaptureSink sink;
    private final PcapngBlocks blocks = new PcapngBlocks();
    private final Map<Port, Counts> counts = new LinkedHashMap<>();
    private long captured;
    private boolean losing;
    private boolean ended;

    private Capture(LabClock clock, List<Port> ports, CaptureFilter filter, long maxPackets, CaptureSink sink) {
        this.clock = clock;
        this.start = clock.instant();
        this.filter = filter;
        this.maxPackets = maxPackets;
        this.sink = sink;
        for (Port port : ports) {
            counts.putIfAbsent(port, new Counts(counts.size()));
        }
    }

    /**
     * Begins to capture.
     *
     * @param ports at most {@link #MAX_PORTS}
     * @param maxPackets after so many, the capture ends by itself
     */
    public static Capture start(
            LabClock clock, List<Port> ports, CaptureFilter filter, long maxPackets, CaptureSink sink) {
        if (ports.isEmpty() || ports.size() > MAX_PORTS) {
            throw new IllegalArgumentException("ports: " + ports.size() + " (expected: 1-" + MAX_PORTS + ")");
        }
        Capture capture = new Capture(clock, ports, filter, maxPackets, sink);
        sink.write(capture.blocks.sectionHeader(APPLICATION));
        for (Port port : capture.counts.keySet()) {
            sink.write(capture.blocks.interfaceDescription(port.toString(), "MAC " + port.mac(), filter.text()));
        }
        capture.counts.keySet().forEach(port -> port.addTap(capture));
        return capture;
    }

    /** Packets written so far. */
    public long captured() {
        return captured;
    }

    /** Packets that the sink had no room for. */
    public long lost() {
        return counts.values().stream().mapToLong(count -> count.lost).sum();
    }

    @Override
    public void frame(long instantNanos, Port port, Direction direction, EthernetFrame frame) {
        take(port, direction, frame, "");
    }

    @Override
    public void dropped(long instantNanos, Port port, DropReason reason, EthernetFrame frame) {
        take(port, Direction.SENT, frame, comment(reason));
    }

    private void take(Port port, Direction direction, EthernetFrame frame, String comment) {
        Counts count = counts.get(port);
        if (ended || count == null || !filter.matches(frame)) {
            return;
        }
        count.received++;
        if (!write(count, direction, frame, comment)) {
            count.lost++;
            count.lostSince++;
            losing = true;
            return;
        }
        count.lostSince = 0;
        captured++;
        if (losing) {
            losing = false;
            writeStatistics();
        }
        if (captured == maxPackets) {
            stop();
        }
    }

    private boolean write(Counts count, Direction direction, EthernetFrame frame, String comment) {
        if (!sink.hasRoom()) {
            return false;
        }
        byte[] octets;
        try {
            octets = FrameEncoder.encode(frame);
        } catch (IllegalArgumentException e) {
            // It has no form on the wire.
            return false;
        }
        sink.write(blocks.packet(count.interfaceId, clock.instant(), direction, octets, count.lostSince, comment));
        return true;
    }

    private static String comment(DropReason reason) {
        return switch (reason) {
            case LINK_DOWN -> "dropped: the link was down";
            case QUEUE_FULL -> "dropped: the queue was full";
            case QUEUE_DELAY -> "dropped by CoDel: frames waited too long in the queue";
            case LOSS -> "lost on the cable";
            case CORRUPT -> "lost on the cable: a bit was flipped";
            case CUT -> "lost on the cable: it was cut";
        };
    }

    private void writeStatistics() {
        Instant now = clock.instant();
        for (Counts count : counts.values()) {
            sink.write(blocks.statistics(count.interfaceId, start, now, count.received, count.lost));
        }
    }

    /** Ends the capture, with its statistics; idempotent. */
    public void stop() {
        if (!ended) {
            ended = true;
            counts.keySet().forEach(port -> port.removeTap(this));
            writeStatistics();
            sink.end();
        }
    }
}
