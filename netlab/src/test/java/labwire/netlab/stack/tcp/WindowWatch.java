package labwire.netlab.stack.tcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.link.DropReason;
import labwire.netlab.link.FrameTap;
import labwire.netlab.link.Port;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;

/**
 * Watches what a host announces: the right edge of a window never moves to the left (RFC 9293, 3.8.6). And tells one run
 * from another by all that passes.
 */
final class WindowWatch implements FrameTap {
    private static final class Side {
        int scale;
        int edge;
        boolean known;
    }

    private final Map<Integer, Side> sides = new LinkedHashMap<>();
    final List<String> retractions = new ArrayList<>();
    /** Of every frame: when, how long, and by whom. */
    private long fingerprint;

    @Override
    public void frame(long instantNanos, Port port, Direction direction, EthernetFrame frame) {
        fingerprint = fingerprint * 31
                + (instantNanos ^ frame.wireLength() ^ frame.source().value());
        if (direction == Direction.SENT) {
            sent(instantNanos, frame);
        }
    }

    @Override
    public void dropped(long instantNanos, Port port, DropReason reason, EthernetFrame frame) {}

    long fingerprint() {
        return fingerprint;
    }

    private void sent(long instantNanos, EthernetFrame frame) {
        if (!(frame.payload() instanceof IpPacket packet) || !(packet.payload() instanceof TcpSegment segment)) {
            return;
        }
        Side side = sides.computeIfAbsent(segment.sourcePort() << 16 | segment.destinationPort(), key -> new Side());
        boolean syn = segment.has(TcpSegment.SYN);
        if (syn) {
            side.scale = Math.max(0, segment.options().windowScale());
            if (segment.options().windowScale() == TcpOptions.ABSENT) {
                side.scale = 0;
            }
        }
        if (!segment.has(TcpSegment.ACK) || segment.has(TcpSegment.RST)) {
            return;
        }
        int edge = segment.acknowledgment() + (segment.window() << (syn ? 0 : side.scale));
        if (side.known && edge - side.edge < 0) {
            retractions.add(instantNanos + " ns: by " + (side.edge - edge) + " in " + segment);
        }
        side.known = true;
        side.edge = edge;
    }
}
