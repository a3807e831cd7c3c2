package labwire.netlab.link;

import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;

/**
 * Tells flows apart: by addresses, protocol and ports of an IP packet, or by the Ethernet addresses of another frame
 * (<a href="https://www.rfc-editor.org/rfc/rfc8290#section-4.1.1">RFC 8290, section 4.1.1</a>). Fragments count by their
 * addresses.
 */
final class FlowHash {
    private FlowHash() {}

    /** The same for frames of one flow; spread over all ints. */
    static int of(EthernetFrame frame, int perturbation) {
        int hash = perturbation;
        if (frame.payload() instanceof IpPacket packet) {
            hash = mix(
                    mix(hash, Long.hashCode(packet.source().upper())),
                    Long.hashCode(packet.source().lower()));
            hash = mix(
                    mix(hash, Long.hashCode(packet.destination().upper())),
                    Long.hashCode(packet.destination().lower()));
            hash = mix(hash, packet.payload().protocolNumber());
            if (packet.payload() instanceof TcpSegment segment) {
                hash = mix(hash, segment.sourcePort() << 16 | segment.destinationPort());
            } else if (packet.payload() instanceof UdpDatagram datagram) {
                hash = mix(hash, datagram.sourcePort() << 16 | datagram.destinationPort());
            }
        } else {
            hash = mix(hash, Long.hashCode(frame.source().value()));
            hash = mix(hash, Long.hashCode(frame.destination().value()));
        }
        return spread(hash);
    }

    /** A step of MurmurHash3. */
    private static int mix(int hash, int value) {
        int scrambled = Integer.rotateLeft(value * 0xcc9e2d51, 15) * 0x1b873593;
        return Integer.rotateLeft(hash ^ scrambled, 13) * 5 + 0xe6546b64;
    }

    /** Its last step. */
    private static int spread(int hash) {
        int spread = (hash ^ hash >>> 16) * 0x85ebca6b;
        spread = (spread ^ spread >>> 13) * 0xc2b2ae35;
        return spread ^ spread >>> 16;
    }
}
