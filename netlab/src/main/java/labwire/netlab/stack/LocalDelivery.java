package labwire.netlab.stack;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.Optional;
import labwire.netlab.stack.icmp.IcmpErrors;
import labwire.netlab.stack.icmp.IcmpLayer;
import labwire.netlab.stack.tcp.TcpLayer;
import labwire.netlab.stack.udp.UdpLayer;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/** Packets for this stack: whole ones to the transport protocol that they are for. */
final class LocalDelivery {
    private static final int PROTOCOLS = 256;

    private final TcpLayer tcp;
    private final UdpLayer udp;
    private final IcmpLayer icmp;
    private final IcmpErrors errors;
    private final IpCounters counters;
    private final Reassembly reassembly;
    private final IntObjectMap<ProtocolReceiver> protocols = new IntObjectHashMap<>(2);
    private @Nullable UnroutedReceiver unrouted;

    LocalDelivery(
            LabEventLoop loop, TcpLayer tcp, UdpLayer udp, IcmpLayer icmp, IcmpErrors errors, IpCounters counters) {
        this.tcp = tcp;
        this.udp = udp;
        this.icmp = icmp;
        this.errors = errors;
        this.counters = counters;
        reassembly = new Reassembly(loop, counters, errors::reassemblyTimeExceeded);
        protocols.put(IpPayload.PROTOCOL_IGMP, (on, packet) -> on.groups().received(packet));
    }

    /**
     * Sets who takes a protocol's packets; null for nobody.
     *
     * @throws IllegalArgumentException if TCP, UDP, ICMP or IGMP take them, or it is no number of a protocol
     */
    void protocol(int number, @Nullable ProtocolReceiver receiver) {
        if (number < 0
                || number >= PROTOCOLS
                || number == IpPayload.PROTOCOL_TCP
                || number == IpPayload.PROTOCOL_UDP
                || number == IpPayload.PROTOCOL_ICMP
                || number == IpPayload.PROTOCOL_IGMP) {
            throw new IllegalArgumentException("protocol: " + number + " (expected: 0-255, none that is built in)");
        }
        if (receiver == null) {
            protocols.remove(number);
        } else {
            protocols.put(number, receiver);
        }
    }

    /**
     * Takes a packet in.
     *
     * @param broadcast true if it is addressed to others too
     */
    void deliver(NetworkInterface ingress, Ipv4Packet packet, boolean broadcast) {
        if (!packet.isFragment()) {
            deliverWhole(ingress, packet, broadcast);
            return;
        }
        Optional<Ipv4Packet> whole = reassembly.add(packet);
        if (whole.isPresent()) {
            deliverWhole(ingress, whole.get(), broadcast);
        }
    }

    /** Sets who takes packets that no route of this host leads on; null for nobody. */
    void unrouted(@Nullable UnroutedReceiver receiver) {
        unrouted = receiver;
    }

    /** True if somebody takes them: {@link #deliverUnrouted} may be called. */
    boolean takesUnrouted() {
        return unrouted != null;
    }

    /** Takes a packet in that is for somebody else. */
    void deliverUnrouted(NetworkInterface ingress, Ipv4Packet packet) {
        Optional<Ipv4Packet> whole = packet.isFragment() ? reassembly.add(packet) : Optional.of(packet);
        if (whole.isPresent() && unrouted != null) {
            counters.count(IpCounter.DELIVERED);
            unrouted.received(ingress, whole.get());
        }
    }

    private void deliverWhole(NetworkInterface ingress, Ipv4Packet packet, boolean broadcast) {
        if (packet.payload() instanceof TcpSegment segment) {
            deliverTcp(packet, segment, broadcast);
        } else if (packet.payload() instanceof UdpDatagram datagram) {
            deliverUdp(ingress, packet, datagram);
        } else if (packet.payload() instanceof IcmpMessage message) {
            counters.count(message.checksumValid() ? IpCounter.DELIVERED : IpCounter.BAD_CHECKSUM);
            icmp.receive(packet, message, broadcast);
        } else {
            deliverOther(ingress, packet);
        }
    }

    private void deliverOther(NetworkInterface ingress, Ipv4Packet packet) {
        ProtocolReceiver receiver = protocols.get(packet.payload().protocolNumber());
        if (receiver == null) {
            counters.count(IpCounter.UNKNOWN_PROTOCOL);
            errors.protocolUnreachable(packet);
        } else {
            counters.count(IpCounter.DELIVERED);
            receiver.received(ingress, packet);
        }
    }

    private void deliverTcp(Ipv4Packet packet, TcpSegment segment, boolean broadcast) {
        if (!segment.checksumValid()) {
            counters.count(IpCounter.BAD_CHECKSUM);
        } else if (broadcast) {
            // A connection has two ends: RFC 9293, 3.9.2.3 wants it silently discarded.
            counters.count(IpCounter.NOT_FOR_US);
        } else {
            counters.count(IpCounter.DELIVERED, packet.wireCount());
            tcp.receive(packet);
        }
    }

    private void deliverUdp(NetworkInterface ingress, Ipv4Packet packet, UdpDatagram datagram) {
        counters.count(datagram.checksumValid() ? IpCounter.DELIVERED : IpCounter.BAD_CHECKSUM);
        if (!udp.receive(packet, datagram, ingress.index())) {
            errors.portUnreachable(packet);
        }
    }
}
