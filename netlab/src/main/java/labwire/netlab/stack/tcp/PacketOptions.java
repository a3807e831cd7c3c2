package labwire.netlab.stack.tcp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.SourceRoute;

/**
 * Which options the IPv4 headers of a connection have, and what a source route among them means for its way
 * (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.9.2.1">RFC 9293, 3.9.2.1</a>).
 */
final class PacketOptions {
    private PacketOptions() {}

    /** Those that the application gives (MUST-51); none by IPv6. */
    static Bytes given(IpAddress remote, TcpSettings settings) {
        return switch (remote.family()) {
            case IPV4 -> settings.packets().options();
            case IPV6 -> Bytes.EMPTY;
        };
    }

    /**
     * For a connection that begins with the packet: back by the source route that it has come by (MUST-53), unless the
     * application gives one (MUST-52). Of routes in later segments nothing is taken, as in Linux: whoever can forge one
     * of them would draw the connection to himself.
     */
    static Bytes inAnswerTo(IpPacket packet, TcpSettings settings) {
        Bytes given = given(packet.source(), settings);
        return given.isEmpty() ? inAnswerTo(packet) : given;
    }

    /** For an answer without a connection. */
    static Bytes inAnswerTo(IpPacket packet) {
        return packet instanceof Ipv4Packet ipv4 ? SourceRoute.back(ipv4) : Bytes.EMPTY;
    }

    /** What is known of the way to the end, and of that to the first stop on it. */
    static int maximumTransmissionUnit(TcpOutput output, IpAddress remote, Bytes options) {
        IpAddress first = SourceRoute.firstStop(options, remote);
        return Math.min(output.maximumTransmissionUnit(first), output.maximumTransmissionUnit(remote));
    }
}
