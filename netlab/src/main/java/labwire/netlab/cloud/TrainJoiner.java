package labwire.netlab.cloud;

import java.util.function.Consumer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Segmentation;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * Joins the TCP segments of one batch that follow one another without a difference into super-segments, as a kernel's
 * GRO does: so many that {@link Segmentation} would make the very same frames of it again, and no others. Nothing waits
 * for what has not come: after each batch follows {@link #flush}.
 *
 * <p>One thread.
 */
final class TrainJoiner {
    private static final int MAX_SEGMENTS = 64;

    private final Consumer<EthernetFrame> taker;
    private final Bytes[] payloads = new Bytes[MAX_SEGMENTS];
    private @Nullable EthernetFrame first;
    private int count;
    private int unit;
    private boolean pushed;

    /** @param taker of all frames, in their order */
    TrainJoiner(Consumer<EthernetFrame> taker) {
        this.taker = taker;
    }

    void add(EthernetFrame frame) {
        TcpSegment segment = joinable(frame);
        if (segment == null) {
            flush();
            taker.accept(frame);
            return;
        }
        if (first != null && !follows(frame, segment)) {
            flush();
        }
        if (first == null) {
            first = frame;
            unit = segment.payload().length();
        }
        payloads[count++] = segment.payload();
        if (segment.has(TcpSegment.PSH)) {
            pushed = true;
            flush();
        }
    }

    /** Gives what has been joined so far. */
    void flush() {
        EthernetFrame head = first;
        if (head == null) {
            return;
        }
        first = null;
        taker.accept(count == 1 ? head : joined(head));
        count = 0;
        pushed = false;
    }

    /** The segment, if it is whole, carries data, and says nothing that is for itself alone. */
    private static @Nullable TcpSegment joinable(EthernetFrame frame) {
        if (!(frame.payload() instanceof IpPacket packet)
                || !(packet.payload() instanceof TcpSegment segment)
                || segment.payload().isEmpty()
                || !segment.checksumValid()
                || (segment.flags() & ~TcpSegment.PSH) != TcpSegment.ACK) {
            return null;
        }
        return segment;
    }

    private boolean follows(EthernetFrame frame, TcpSegment segment) {
        EthernetFrame head = first;
        return head != null
                && count < MAX_SEGMENTS
                && (count + 1) * unit <= Segmentation.MAX_PAYLOAD_BYTES
                && segment.payload().length() == unit
                && frame.destination().equals(head.destination())
                && frame.source().equals(head.source())
                && frame.tags().equals(head.tags())
                && isNext((IpPacket) head.payload(), (IpPacket) frame.payload())
                && isNext((TcpSegment) ((IpPacket) head.payload()).payload(), segment);
    }

    private boolean isNext(TcpSegment head, TcpSegment segment) {
        return segment.sequence() == head.sequence() + count * unit
                && segment.acknowledgment() == head.acknowledgment()
                && segment.sourcePort() == head.sourcePort()
                && segment.destinationPort() == head.destinationPort()
                && segment.window() == head.window()
                && segment.urgentPointer() == head.urgentPointer()
                && segment.options().equals(head.options());
    }

    private boolean isNext(IpPacket head, IpPacket packet) {
        if (head instanceof Ipv4Packet one && packet instanceof Ipv4Packet other) {
            return other.identification() == (one.identification() + count & 0xFFFF)
                    && other.typeOfService() == one.typeOfService()
                    && other.timeToLive() == one.timeToLive()
                    && other.dontFragment() == one.dontFragment()
                    && other.source().equals(one.source())
                    && other.destination().equals(one.destination())
                    && other.options().equals(one.options());
        }
        return head instanceof Ipv6Packet one
                && packet instanceof Ipv6Packet other
                && other.trafficClass() == one.trafficClass()
                && other.flowLabel() == one.flowLabel()
                && other.hopLimit() == one.hopLimit()
                && other.source().equals(one.source())
                && other.destination().equals(one.destination())
                && other.extensions().equals(one.extensions());
    }

    private EthernetFrame joined(EthernetFrame head) {
        byte[] payload = new byte[count * unit];
        for (int i = 0; i < count; i++) {
            payloads[i].copyTo(0, payload, i * unit, unit);
        }
        IpPacket packet = (IpPacket) head.payload();
        TcpSegment segment = (TcpSegment) packet.payload();
        TcpSegment train = new TcpSegment(
                segment.sourcePort(),
                segment.destinationPort(),
                segment.sequence(),
                segment.acknowledgment(),
                segment.flags() | (pushed ? TcpSegment.PSH : 0),
                segment.window(),
                segment.urgentPointer(),
                segment.options(),
                Bytes.wrap(payload),
                unit,
                true);
        IpPacket whole = packet instanceof Ipv4Packet ipv4
                ? ipv4.withEnds(ipv4.source(), ipv4.destination(), train)
                : ((Ipv6Packet) packet).with(((Ipv6Packet) packet).extensions(), train);
        return new EthernetFrame(head.destination(), head.source(), head.tags(), whole);
    }
}
