package labwire.netlab.stack;

import labwire.netlab.stack.icmp.ErrorEffect;
import labwire.netlab.stack.icmp.IcmpErrorListener;
import labwire.netlab.stack.icmp.PathMtuCache;
import labwire.netlab.stack.tcp.TcpLayer;
import labwire.netlab.stack.udp.UdpLayer;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.QuotedPacket;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;

/** ICMP errors of both families go up to the transport protocol that they concern (RFC 1122, 3.2.2.1; RFC 4443, 2.2). */
record ErrorsToSockets(TcpLayer tcp, UdpLayer udp, PathMtuCache<Ipv4Address> pathMtus) implements IcmpErrorListener {
    @Override
    public void errorReceived(IcmpMessage error, Ipv4Address reporter, QuotedPacket about) {
        boolean tooBig = error.type() == IcmpMessage.DESTINATION_UNREACHABLE
                && error.code() == IcmpMessage.CODE_FRAGMENTATION_NEEDED;
        if (tooBig) {
            pathMtus.report(about.destination(), error.rest() & 0xFFFF);
        }
        Ipv4Packet quoted = about.toPacket();
        if (quoted.payload() instanceof UdpDatagram datagram) {
            udp.unreachable(quoted, datagram, error.type(), error.code(), reporter);
        } else if (quoted.payload() instanceof TcpSegment && tooBig) {
            tcp.packetTooBig(quoted);
        } else if (quoted.payload() instanceof TcpSegment) {
            unreachable(quoted, ErrorEffect.of(error.type(), error.code()));
        }
    }

    /** Takes an ICMPv6 error; what it says of the path's MTU is known already. */
    void received(Ipv6Packet quoted, int type, int code, IpAddress reporter) {
        boolean tooBig = type == Icmpv6Message.PACKET_TOO_BIG;
        if (quoted.payload() instanceof TcpSegment && tooBig) {
            tcp.packetTooBig(quoted);
        } else if (quoted.payload() instanceof TcpSegment) {
            unreachable(quoted, ErrorEffect.ofVersion6(type, code));
        } else if (quoted.payload() instanceof UdpDatagram datagram && !tooBig) {
            udp.unreachable(quoted, datagram, type, code, reporter);
        }
    }

    private void unreachable(IpPacket quoted, ErrorEffect effect) {
        if (effect != ErrorEffect.NONE) {
            tcp.unreachable(quoted, effect.isHard());
        }
    }
}
