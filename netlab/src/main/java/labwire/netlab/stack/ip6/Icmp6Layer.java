package labwire.netlab.stack.ip6;

import java.util.Optional;
import labwire.netlab.stack.icmp.EchoOutput;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.icmp.Pings;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MldReport;
import labwire.netlab.wire.QuotedPacket6;

/** The ICMPv6 of one stack: echo both ways, errors about packets of ours, and who else takes what. Lab thread only. */
public final class Icmp6Layer implements EchoOutput {
    private final Ip6Layer layer;
    private final Ip6Transports transports;
    private final Pings pings;

    Icmp6Layer(Ip6Layer layer, Ip6Transports transports) {
        this.layer = layer;
        this.transports = transports;
        pings = new Pings(layer.loop(), this, layer.random());
    }

    /**
     * Begins to send echo requests.
     *
     * @param destination with its zone if it is link-local
     * @throws IllegalStateException if {@link Pings#MAX_PINGS} are under way
     */
    public Ping ping(Ipv6Address destination, PingSettings settings, PingListener listener) {
        return pings.begin(destination, settings, listener);
    }

    /** Takes a message for this stack, or a group that the interface is in. */
    void receive(Ip6Interface ingress, Ipv6Packet packet, Icmpv6Message message) {
        layer.counters().count(Ip6Counter.ICMP_RECEIVED);
        if (!message.checksumValid()) {
            layer.counters().count(Ip6Counter.BAD_CHECKSUM);
            return;
        }
        switch (message.type()) {
            case Icmpv6Message.ECHO_REQUEST -> answer(packet, message);
            case Icmpv6Message.ECHO_REPLY -> replied(packet, message);
            case Icmpv6Message.ROUTER_SOLICITATION,
                    Icmpv6Message.ROUTER_ADVERTISEMENT,
                    Icmpv6Message.NEIGHBOR_SOLICITATION,
                    Icmpv6Message.NEIGHBOR_ADVERTISEMENT,
                    Icmpv6Message.REDIRECT -> ingress.discovery().receive(packet, message);
            case Icmpv6Message.MLD_QUERY -> {
                MldReport.queriedGroup(message)
                        .ifPresent(group -> ingress.membership().queried(packet, message, group));
            }
            default -> {
                if (message.isError()) {
                    errorReceived(packet, message);
                } else {
                    layer.counters().count(Ip6Counter.ICMP_IGNORED);
                }
            }
        }
    }

    /** RFC 4443, 4.2: from the address that was asked; a request to a group is answered from one of ours. */
    private void answer(Ipv6Packet packet, Icmpv6Message request) {
        Optional<Ipv6Address> source = packet.destination().isMulticast()
                ? layer.sourceFor(packet.source())
                : Optional.of(packet.destination());
        if (!packet.source().isUnicast() || source.isEmpty()) {
            layer.counters().count(Ip6Counter.ICMP_IGNORED);
            return;
        }
        Icmpv6Message reply =
                new Icmpv6Message(Icmpv6Message.ECHO_REPLY, request.code(), request.rest(), request.body());
        layer.send(new Ipv6Packet(source.get(), packet.source(), reply).withTrafficClass(packet.trafficClass()));
    }

    private void replied(Ipv6Packet packet, Icmpv6Message reply) {
        if (!pings.replied(
                reply.identifier(),
                reply.sequenceNumber(),
                packet.source(),
                packet.hopLimit(),
                reply.body().length())) {
            layer.counters().count(Ip6Counter.ICMP_IGNORED);
        }
    }

    private void errorReceived(Ipv6Packet packet, Icmpv6Message error) {
        Optional<Ipv6Packet> quoted = QuotedPacket6.decode(error.body())
                .map(about -> layer.scoped(about, packet.destination().zone()))
                .filter(about -> layer.isLocal(about.source()));
        if (quoted.isEmpty()) {
            layer.counters().count(Ip6Counter.ICMP_IGNORED);
            return;
        }
        Ipv6Packet about = quoted.get();
        if (error.type() == Icmpv6Message.PACKET_TOO_BIG) {
            layer.pathMtus().report(about.destination(), Math.max(0, error.rest()));
        }
        if (about.payload() instanceof Icmpv6Message request) {
            if (request.type() == Icmpv6Message.ECHO_REQUEST) {
                pings.failed(
                        request.identifier(),
                        request.sequenceNumber(),
                        about.destination(),
                        error.type(),
                        error.code(),
                        packet.source());
            }
        } else {
            transports.failed(about, error.type(), error.code(), packet.source());
        }
    }

    @Override
    public Optional<Ipv6Address> sourceFor(IpAddress wanted, IpAddress destination) {
        Optional<Ipv6Address> usual = destination instanceof Ipv6Address to ? layer.sourceFor(to) : Optional.empty();
        return wanted instanceof Ipv6Address from && !from.isAny() ? usual.map(address -> from) : usual;
    }

    @Override
    public void request(Ping ping, IpAddress source, int sequence) {
        if (source instanceof Ipv6Address from && ping.destination() instanceof Ipv6Address to) {
            PingSettings settings = ping.settings();
            Icmpv6Message request = new Icmpv6Message(
                    Icmpv6Message.ECHO_REQUEST,
                    0,
                    ping.identifier() << 16 | sequence,
                    Pings.pattern(settings.payloadBytes()));
            layer.send(new Ipv6Packet(from, to, request).withHopLimit(settings.timeToLive()));
        }
    }
}
