package labwire.netlab.stack.ip6;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.Optional;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.ExtensionHeader;
import labwire.netlab.wire.ExtensionHeader.Fragment;
import labwire.netlab.wire.ExtensionHeader.Options;
import labwire.netlab.wire.ExtensionHeader.Routing;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/** IPv6 packets from all interfaces: checked, then here, header by header (RFC 8200, 4), or onwards. */
final class Ip6Input {
    private static final int OPTION_PAD1 = 0;
    private static final int OPTION_PADN = 1;
    private static final int OPTION_ROUTER_ALERT = 5;
    private static final int ROUTING_TYPE_POINTER = 2;

    private final Ip6Layer layer;
    private final Icmp6Layer icmp;
    private final Ip6Transports transports;
    private final Ip6Forwarder onwards;
    private final Reassembly6 reassembly;
    private final IntObjectMap<Ip6ProtocolReceiver> protocols = new IntObjectHashMap<>(2);

    Ip6Input(Ip6Layer layer, Icmp6Layer icmp, Ip6Transports transports) {
        this.layer = layer;
        this.icmp = icmp;
        this.transports = transports;
        onwards = new Ip6Forwarder(layer);
        reassembly = new Reassembly6(layer.loop(), layer.counters(), layer.errors());
    }

    void protocol(int number, @Nullable Ip6ProtocolReceiver receiver) {
        boolean taken = number == IpPayload.PROTOCOL_TCP
                || number == IpPayload.PROTOCOL_UDP
                || number == IpPayload.PROTOCOL_ICMPV6
                || ExtensionHeader.isOne(number);
        if (number < 0 || number > 255 || taken) {
            throw new IllegalArgumentException(
                    "protocol: " + number + " (expected: 0-255, no header's, nor TCP's, UDP's or ICMPv6's)");
        }
        if (receiver == null) {
            protocols.remove(number);
        } else {
            protocols.put(number, receiver);
        }
    }

    void receive(Ip6Interface ingress, Ipv6Packet arrived) {
        layer.counters().count(Ip6Counter.RECEIVED, arrived.wireCount());
        if (!ingress.isEnabled()) {
            layer.counters().count(Ip6Counter.DISABLED);
        } else if (isMartianSource(ingress, arrived.source())) {
            layer.counters().count(Ip6Counter.MARTIAN_SOURCE);
        } else if (isMartianDestination(ingress, arrived.destination())) {
            layer.counters().count(Ip6Counter.MARTIAN_DESTINATION);
        } else {
            admit(
                    ingress,
                    ingress.link().isLoopback()
                            ? arrived
                            : layer.scoped(arrived, ingress.link().index()));
        }
    }

    private void admit(Ip6Interface ingress, Ipv6Packet packet) {
        if (ingress.settings().passesIn(packet)) {
            route(ingress, packet);
        } else {
            layer.counters().count(Ip6Counter.FILTERED, packet.wireCount());
            layer.errors().administrativelyProhibited(packet);
        }
    }

    private static boolean isMartianSource(Ip6Interface ingress, Ipv6Address source) {
        return source.isMulticast()
                || source.isMapped()
                || source.isLoopback() && !ingress.link().isLoopback();
    }

    private static boolean isMartianDestination(Ip6Interface ingress, Ipv6Address destination) {
        return destination.isAny()
                || destination.isMapped()
                || destination.isMulticast() && destination.groupScope() < 2
                || destination.isLoopback() && !ingress.link().isLoopback();
    }

    private void route(Ip6Interface ingress, Ipv6Packet packet) {
        Ipv6Address destination = packet.destination();
        if (destination.isMulticast()) {
            if (ingress.isInGroup(destination)) {
                deliver(ingress, packet, 0);
            } else {
                layer.counters().count(Ip6Counter.NOT_IN_GROUP);
            }
        } else if (layer.isLocal(destination)) {
            deliver(ingress, packet, 0);
        } else {
            onwards.forward(ingress, packet);
        }
    }

    /** Goes through the headers from the {@code from}-th on, then gives the payload to whom it is for. */
    private void deliver(Ip6Interface ingress, Ipv6Packet packet, int from) {
        int pointer = Ipv6Packet.HEADER_LENGTH;
        for (int i = 0; i < packet.extensions().size(); i++) {
            ExtensionHeader header = packet.extensions().get(i);
            if (i >= from) {
                if (header instanceof Fragment fragment && !fragment.isAtomic()) {
                    Optional<Ipv6Packet> whole = reassembly.add(packet, fragment, i);
                    if (whole.isPresent() && isNeighborDiscovery(whole.get())) {
                        layer.counters().count(Ip6Counter.NDP_INVALID);
                    } else if (whole.isPresent()) {
                        deliver(ingress, whole.get(), i);
                    }
                    return;
                }
                if (!isUnderstood(packet, header, pointer)) {
                    layer.counters().count(Ip6Counter.UNKNOWN_HEADER);
                    return;
                }
            }
            pointer += header.length();
        }
        deliverPayload(ingress, packet);
    }

    /** Nothing of it is so long that it has to come in fragments (RFC 6980, 5). */
    private static boolean isNeighborDiscovery(Ipv6Packet packet) {
        return packet.payload() instanceof Icmpv6Message message && message.isNeighborDiscovery();
    }

    private boolean isUnderstood(Ipv6Packet packet, ExtensionHeader header, int pointer) {
        if (header instanceof Options options) {
            return areOptionsUnderstood(packet, options.options(), pointer + 2);
        }
        if (header instanceof Routing routing && routing.segmentsLeft() > 0) {
            // RFC 5095 and RFC 8200, 4.4: no type of routing is spoken here.
            layer.errors()
                    .parameterProblem(Icmpv6Message.CODE_ERRONEOUS_HEADER, pointer + ROUTING_TYPE_POINTER, packet);
            return false;
        }
        return true;
    }

    /** RFC 8200, 4.2: the two highest bits of an unknown option say what to do. */
    private boolean areOptionsUnderstood(Ipv6Packet packet, Bytes options, int pointer) {
        int i = 0;
        while (i < options.length()) {
            int type = options.get(i) & 0xFF;
            if (type == OPTION_PAD1) {
                i++;
                continue;
            }
            int length = i + 1 < options.length() ? options.get(i + 1) & 0xFF : 0xFF;
            if (i + 2 + length > options.length()) {
                layer.errors().parameterProblem(Icmpv6Message.CODE_ERRONEOUS_HEADER, pointer + i, packet);
                return false;
            }
            boolean known = type == OPTION_PADN || type == OPTION_ROUTER_ALERT;
            int action = type >>> 6;
            if (!known && action != 0) {
                boolean toGroup = packet.destination().isMulticast();
                if (action == 2 || action == 3 && !toGroup) {
                    layer.errors().parameterProblem(Icmpv6Message.CODE_UNRECOGNIZED_OPTION, pointer + i, packet);
                }
                return false;
            }
            i += 2 + length;
        }
        return true;
    }

    private void deliverPayload(Ip6Interface ingress, Ipv6Packet packet) {
        if (packet.payload() instanceof TcpSegment segment) {
            if (!segment.checksumValid()) {
                layer.counters().count(Ip6Counter.BAD_CHECKSUM);
            } else if (packet.destination().isMulticast()) {
                layer.counters().count(Ip6Counter.NOT_FOR_US);
            } else {
                layer.counters().count(Ip6Counter.DELIVERED, packet.wireCount());
                transports.segment(packet);
            }
        } else if (packet.payload() instanceof UdpDatagram datagram) {
            layer.counters().count(datagram.checksumValid() ? Ip6Counter.DELIVERED : Ip6Counter.BAD_CHECKSUM);
            if (!transports.datagram(packet, datagram, ingress.link().index())) {
                layer.errors().portUnreachable(packet);
            }
        } else if (packet.payload() instanceof Icmpv6Message message) {
            layer.counters().count(Ip6Counter.DELIVERED);
            icmp.receive(ingress, packet, message);
        } else if (packet.payload().protocolNumber() != ExtensionHeader.NO_NEXT_HEADER) {
            deliverOther(ingress, packet);
        }
    }

    private void deliverOther(Ip6Interface ingress, Ipv6Packet packet) {
        Ip6ProtocolReceiver receiver = protocols.get(packet.payload().protocolNumber());
        if (receiver == null) {
            layer.counters().count(Ip6Counter.UNKNOWN_HEADER);
            layer.errors()
                    .parameterProblem(Icmpv6Message.CODE_UNRECOGNIZED_NEXT_HEADER, nextHeaderPointer(packet), packet);
        } else {
            layer.counters().count(Ip6Counter.DELIVERED);
            receiver.received(ingress, packet);
        }
    }

    /** Where the number of the payload's protocol stands. */
    private static int nextHeaderPointer(Ipv6Packet packet) {
        int last = packet.extensions().size() - 1;
        return last < 0
                ? 6
                : packet.headerLength() - packet.extensions().get(last).length();
    }
}
