package labwire.netlab.device;

import java.util.Locale;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.stack.filter.AccessList;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.AccessLists;
import labwire.netlab.stack.filter.AccessRule;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;

/** Reports what logged rules of access lists decide: {@code %SEC-6-IPACCESSLOGP: list 101 denied tcp …}. */
final class AccessLog implements AccessLists.Reporter {
    private final SystemLog log;

    AccessLog(SystemLog log) {
        this.log = log;
    }

    @Override
    public void matched(AccessList list, AccessRule rule, IpPacket packet) {
        boolean six = list.kind() == Kind.IPV6;
        String place = six ? "/" + rule.sequence() : "";
        String decided =
                "list " + list.name() + place + (rule.verdict() == Verdict.PERMIT ? " permitted " : " denied ");
        if (list.kind() == Kind.STANDARD) {
            report(six, "ACCESSLOGS", decided + packet.source() + " 1 packet");
        } else if (packet.payload() instanceof TcpSegment segment) {
            report(six, "ACCESSLOGP", decided + ends("tcp", packet, segment.sourcePort(), segment.destinationPort()));
        } else if (packet.payload() instanceof UdpDatagram datagram) {
            report(six, "ACCESSLOGP", decided + ends("udp", packet, datagram.sourcePort(), datagram.destinationPort()));
        } else if (packet.payload() instanceof IcmpMessage message) {
            report(six, "ACCESSLOGDP", decided + kind("icmp", packet, message.type(), message.code()));
        } else if (packet.payload() instanceof Icmpv6Message message) {
            report(six, "ACCESSLOGDP", decided + kind("icmpv6", packet, message.type(), message.code()));
        } else {
            report(
                    six,
                    "ACCESSLOGNP",
                    decided + packet.payload().protocolNumber() + " " + shown(packet.source()) + " -> "
                            + shown(packet.destination()) + ", 1 packet");
        }
    }

    private static String kind(String protocol, IpPacket packet, int type, int code) {
        return protocol + " " + shown(packet.source()) + " -> " + shown(packet.destination()) + " (" + type + "/" + code
                + "), 1 packet";
    }

    private static String ends(String protocol, IpPacket packet, int sourcePort, int destinationPort) {
        return protocol + " " + shown(packet.source()) + "(" + sourcePort + ") -> " + shown(packet.destination()) + "("
                + destinationPort + "), 1 packet";
    }

    private static String shown(IpAddress address) {
        return address.toString().toUpperCase(Locale.ROOT);
    }

    private void report(boolean six, String mnemonic, String text) {
        log.log(six ? "IPV6_ACL" : "SEC", Severity.INFORMATIONAL, six ? mnemonic : "IP" + mnemonic, text);
    }
}
