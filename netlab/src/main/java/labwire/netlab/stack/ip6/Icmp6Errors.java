package labwire.netlab.stack.ip6;

import java.util.Optional;
import labwire.netlab.stack.icmp.TokenBucket;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.QuotedPacket6;

/**
 * Tells senders, this stack's own applications among them, that their packets cannot go on (<a
 * href="https://www.rfc-editor.org/rfc/rfc4443#section-3">RFC 4443, 3</a>).
 */
final class Icmp6Errors {
    /** Errors that may be sent at once, and after that in a second (RFC 4443, 2.4 (f)). */
    static final int BURST = 50;

    static final int PER_SECOND = 1000;

    private final LabEventLoop loop;
    private final Ip6Layer layer;
    private final TokenBucket limit = new TokenBucket(BURST, PER_SECOND);

    Icmp6Errors(LabEventLoop loop, Ip6Layer layer) {
        this.loop = loop;
        this.layer = layer;
    }

    void noRoute(Ipv6Packet about) {
        send(Icmpv6Message.DESTINATION_UNREACHABLE, Icmpv6Message.CODE_NO_ROUTE, 0, about);
    }

    void administrativelyProhibited(Ipv6Packet about) {
        send(Icmpv6Message.DESTINATION_UNREACHABLE, Icmpv6Message.CODE_ADMINISTRATIVELY_PROHIBITED, 0, about);
    }

    void beyondScope(Ipv6Packet about) {
        send(Icmpv6Message.DESTINATION_UNREACHABLE, Icmpv6Message.CODE_BEYOND_SCOPE, 0, about);
    }

    void addressUnreachable(Ipv6Packet about) {
        send(Icmpv6Message.DESTINATION_UNREACHABLE, Icmpv6Message.CODE_ADDRESS_UNREACHABLE, 0, about);
    }

    void portUnreachable(Ipv6Packet about) {
        send(Icmpv6Message.DESTINATION_UNREACHABLE, Icmpv6Message.CODE_PORT_UNREACHABLE, 0, about);
    }

    void tooBig(Ipv6Packet about, int mtu) {
        send(Icmpv6Message.PACKET_TOO_BIG, 0, mtu, about);
    }

    void hopLimitExceeded(Ipv6Packet about) {
        send(Icmpv6Message.TIME_EXCEEDED, Icmpv6Message.CODE_HOP_LIMIT_EXCEEDED, 0, about);
    }

    void reassemblyTimeExceeded(Ipv6Packet first) {
        send(Icmpv6Message.TIME_EXCEEDED, Icmpv6Message.CODE_REASSEMBLY_TIME_EXCEEDED, 0, first);
    }

    /**
     * A header is not understood.
     *
     * @param pointer where in the packet it stands, in bytes
     */
    void parameterProblem(int code, int pointer, Ipv6Packet about) {
        send(Icmpv6Message.PARAMETER_PROBLEM, code, pointer, about);
    }

    private void send(int type, int code, int rest, Ipv6Packet about) {
        if (!mayReport(type, code, about)) {
            return;
        }
        if (!layer.isLocal(about.source()) && !limit.tryTake(loop.now())) {
            layer.counters().count(Ip6Counter.ICMP_ERRORS_RATE_LIMITED);
            return;
        }
        Optional<Ipv6Address> source =
                layer.isLocal(about.destination()) ? Optional.of(about.destination()) : layer.sourceFor(about.source());
        if (source.isPresent()) {
            layer.counters().count(Ip6Counter.ICMP_ERRORS_SENT);
            Icmpv6Message message = new Icmpv6Message(type, code, rest, QuotedPacket6.quote(about));
            layer.send(new Ipv6Packet(source.get(), about.source(), message));
        }
    }

    /** RFC 4443, 2.4 (e): never about an error, or to what is no single node; about a group only two kinds. */
    private static boolean mayReport(int type, int code, Ipv6Packet about) {
        if (!about.source().isUnicast() || isOrMayBeError(about)) {
            return false;
        }
        boolean evenAboutGroups = type == Icmpv6Message.PACKET_TOO_BIG
                || type == Icmpv6Message.PARAMETER_PROBLEM && code == Icmpv6Message.CODE_UNRECOGNIZED_OPTION;
        return evenAboutGroups || !about.destination().isMulticast();
    }

    private static boolean isOrMayBeError(Ipv6Packet about) {
        if (about.payload() instanceof Icmpv6Message message) {
            return message.isError() || message.type() == Icmpv6Message.REDIRECT;
        }
        return about.isFragment() && about.payload().protocolNumber() == IpPayload.PROTOCOL_ICMPV6;
    }
}
