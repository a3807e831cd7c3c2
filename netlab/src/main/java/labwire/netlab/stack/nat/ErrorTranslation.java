package labwire.netlab.stack.nat;

import java.util.Optional;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.QuotedPacket;

/** Translates ICMP errors, which belong to the flow of the packet that they quote (RFC 5508, 4). */
final class ErrorTranslation {
    private final TranslationTable table;
    private final NatCounters counters;

    ErrorTranslation(TranslationTable table, NatCounters counters) {
        this.table = table;
        this.counters = counters;
    }

    /** An error about a packet from outside: outside, its destination was the global end. */
    Ipv4Packet fromInside(Ipv4Packet packet) {
        Optional<QuotedPacket> quoted = quotedBy(packet);
        if (quoted.isEmpty()) {
            return packet;
        }
        QuotedPacket about = quoted.get();
        int[] ports = quotedPorts(about);
        Translation by = table.findOutbound(new FlowKey(
                about.protocol(), new Endpoint(about.destination(), ports[1]), new Endpoint(about.source(), ports[0])));
        if (by == null || !(packet.payload() instanceof IcmpMessage error)) {
            return packet;
        }
        counters.countHit();
        IcmpMessage rewritten = PacketRewrite.withQuotedDestination(error, about.protocol(), by.global());
        return packet.withEnds(by.global().address(), packet.destination(), rewritten);
    }

    /** An error about a packet from within: within, its source was the local end. */
    Ipv4Packet fromOutside(Ipv4Packet packet) {
        Optional<QuotedPacket> quoted = quotedBy(packet);
        if (quoted.isEmpty()) {
            return packet;
        }
        QuotedPacket about = quoted.get();
        int[] ports = quotedPorts(about);
        Translation by = table.findInbound(new FlowKey(
                about.protocol(), new Endpoint(about.source(), ports[0]), new Endpoint(about.destination(), ports[1])));
        if (by == null || !(packet.payload() instanceof IcmpMessage error)) {
            return packet;
        }
        counters.countHit();
        IcmpMessage rewritten = PacketRewrite.withQuotedSource(error, about.protocol(), by.local());
        return packet.withEnds(packet.source(), by.local().address(), rewritten);
    }

    private static Optional<QuotedPacket> quotedBy(Ipv4Packet packet) {
        return packet.payload() instanceof IcmpMessage error && error.isError()
                ? QuotedPacket.decode(error.body())
                : Optional.empty();
    }

    private static int[] quotedPorts(QuotedPacket about) {
        if (about.protocol() == IpPayload.PROTOCOL_ICMP
                && PacketRewrite.isEcho(about.data().get(0) & 0xFF)) {
            int identifier = (about.data().get(4) & 0xFF) << 8 | about.data().get(5) & 0xFF;
            return new int[] {identifier, identifier};
        }
        return new int[] {about.sourcePort(), about.destinationPort()};
    }
}
