package labwire.netlab.link;

import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IpPacket;
import org.jspecify.annotations.Nullable;

/** Marks congestion in a packet (<a href="https://www.rfc-editor.org/rfc/rfc3168#section-5">RFC 3168, section 5</a>). */
final class CongestionMark {
    private static final int ECN_BITS = 0b11;
    private static final int NOT_ECN_CAPABLE = 0b00;
    private static final int CONGESTION_EXPERIENCED = 0b11;

    private CongestionMark() {}

    /** The frame, marked; null if its packet does not allow that. */
    static @Nullable EthernetFrame on(EthernetFrame frame) {
        if (frame.payload() instanceof IpPacket packet && (packet.trafficClass() & ECN_BITS) != NOT_ECN_CAPABLE) {
            return new EthernetFrame(
                    frame.destination(),
                    frame.source(),
                    frame.tags(),
                    packet.withTrafficClass(packet.trafficClass() | CONGESTION_EXPERIENCED));
        }
        return null;
    }
}
