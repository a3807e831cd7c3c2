package labwire.netlab.wire;

import java.util.function.Consumer;

/**
 * Super-segments, as a kernel has them with TSO and GSO: one {@link TcpSegment} that stands for a train of segments of
 * one length, all sent at the same instant. It goes through the lab in one piece, at the price of one, and is cut here
 * where the pieces show.
 *
 * <pre>
 *   | Ethernet | IP, id n | TCP, seq s, CWR PSH |   unit   |   unit   |   unit   |
 *
 *   | Ethernet | IP, id n     | TCP, seq s, CWR      |   unit   |
 *   | Ethernet | IP, id n + 1 | TCP, seq s + unit    |   unit   |
 *   | Ethernet | IP, id n + 2 | TCP, seq s + 2u, PSH |   unit   |
 * </pre>
 *
 * <p>Stateless; any thread.
 */
public final class Segmentation {
    /** Payload bytes of one super-segment at most. */
    public static final int MAX_PAYLOAD_BYTES = 64 << 10;

    private static final int OF_THE_FIRST = TcpSegment.CWR;
    private static final int OF_THE_LAST = TcpSegment.FIN | TcpSegment.PSH;

    private Segmentation() {}

    /** Gives, in order, the frames that a wire carries: the frame itself unless it holds a super-segment. */
    public static void split(EthernetFrame frame, Consumer<EthernetFrame> taker) {
        int count = frame.wireCount();
        if (count == 1) {
            taker.accept(frame);
            return;
        }
        for (int i = 0; i < count; i++) {
            FramePayload packet = frame.payload() instanceof IpPacket whole ? packet(whole, i) : frame.payload();
            taker.accept(new EthernetFrame(frame.destination(), frame.source(), frame.tags(), packet));
        }
    }

    /** Gives, in order, the segments that a wire carries: the segment itself unless it is a super-segment. */
    public static void split(TcpSegment segment, Consumer<TcpSegment> taker) {
        int count = segment.wireCount();
        for (int i = 0; i < count; i++) {
            taker.accept(count == 1 ? segment : segment(segment, i));
        }
    }

    /** Gives, in order, the packets that a wire carries: the packet itself unless it holds a super-segment. */
    public static void split(Ipv4Packet packet, Consumer<Ipv4Packet> taker) {
        int count = packet.wireCount();
        for (int i = 0; i < count; i++) {
            taker.accept(packet(packet, i));
        }
    }

    /** The first of the packets that a wire carries in place of this one. */
    public static Ipv4Packet first(Ipv4Packet packet) {
        return packet(packet, 0);
    }

    /** The first of the packets that a wire carries in place of this one. */
    public static Ipv6Packet first(Ipv6Packet packet) {
        return packet(packet, 0);
    }

    private static IpPacket packet(IpPacket whole, int index) {
        return whole instanceof Ipv4Packet ipv4 ? packet(ipv4, index) : packet((Ipv6Packet) whole, index);
    }

    private static Ipv4Packet packet(Ipv4Packet whole, int index) {
        if (whole.payload() instanceof TcpSegment segment && segment.unit() != 0) {
            return whole.withPart(whole.identification() + index & 0xFFFF, segment(segment, index));
        }
        return whole;
    }

    private static Ipv6Packet packet(Ipv6Packet whole, int index) {
        if (whole.payload() instanceof TcpSegment segment && segment.unit() != 0) {
            return whole.with(whole.extensions(), segment(segment, index));
        }
        return whole;
    }

    private static TcpSegment segment(TcpSegment whole, int index) {
        int from = index * whole.unit();
        int flags = whole.flags();
        if (index > 0) {
            flags &= ~OF_THE_FIRST;
        }
        if (index < whole.wireCount() - 1) {
            flags &= ~OF_THE_LAST;
        }
        return new TcpSegment(
                whole.sourcePort(),
                whole.destinationPort(),
                whole.sequence() + from,
                whole.acknowledgment(),
                flags,
                whole.window(),
                whole.urgentPointer(),
                whole.options(),
                whole.payload().slice(from, whole.unit()),
                whole.checksumValid());
    }
}
