package labwire.netlab.device;

import java.util.Locale;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.stack.filter.AccessList;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.AccessLists;
import labwire.netlab.stack.filter.AccessRule;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;

/** Reports what logged rules of access lists decide: {@code %SEC-6-IPACCESSLOGP: list 101 denied tcp …}. */
final class AccessLog implements AccessLists.Reporter {
    private final SystemLog log;

    AccessLog(SystemLog log) {
        this.log = log;
    }

    @Override
    public void matched(AccessList list, AccessRule rule, Ipv4Packet packet) {
        String decided = "list " + list.name() + (rule.verdict() == Verdict.PERMIT ? " permitted " : " denied ");
        if (list.kind() == Kind.STANDARD) {
            report("IPACCESSLOGS", decided + packet.source() + " 1 packet");
        } else if (packet.payload() instanceof TcpSegment segment) {
            report("IPACCESSLOGP", decided + ends("tcp", packet, segment.sourcePort(), segment.destinationPort()));
        } else if (packet.payload() instanceof UdpDatagram datagram) {
            report("IPACCESSLOGP", decided + ends("udp", packet, datagram.sourcePort(), datagram.destinationPort()));
        } else if (packet.payload() instanceof IcmpMessage message) {
            report(
                    "IPACCESSLOGDP",
                    String.format(
                            Locale.ROOT,
                            "%sicmp %s -> %s (%d/%d), 1 packet",
                            decided,
                            packet.source(),
                            packet.destination(),
                            message.type(),
                            message.code()));
        } else {
            report(
                    "IPACCESSLOGNP",
                    decided + packet.payload().protocolNumber() + " " + packet.source() + " -> " + packet.destination()
                            + ", 1 packet");
        }
    }

    private static String ends(String protocol, Ipv4Packet packet, int sourcePort, int destinationPort) {
        return protocol + " " + packet.source() + "(" + sourcePort + ") -> " + packet.destination() + "("
                + destinationPort + "), 1 packet";
    }

    private void report(String mnemonic, String text) {
        log.log("SEC", Severity.INFORMATIONAL, mnemonic, text);
    }
}
