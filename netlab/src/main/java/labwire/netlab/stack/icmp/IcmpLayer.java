package labwire.netlab.stack.icmp;

import java.util.Optional;
import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.QuotedPacket;

/** The ICMP of one stack: answers echo requests, sends its own, and passes errors on. Lab thread only. */
public final class IcmpLayer implements EchoOutput {
    private final IcmpOutput output;
    private final IcmpErrorListener errorListener;
    private final IcmpCounters counters;
    private final Pings pings;

    public IcmpLayer(
            LabEventLoop loop,
            IcmpOutput output,
            IcmpCounters counters,
            RandomGenerator random,
            IcmpErrorListener errorListener) {
        this.output = output;
        this.counters = counters;
        this.errorListener = errorListener;
        pings = new Pings(loop, this, random);
    }

    /**
     * Begins to send echo requests.
     *
     * @throws IllegalStateException if {@link Pings#MAX_PINGS} are under way
     */
    public Ping ping(Ipv4Address destination, PingSettings settings, PingListener listener) {
        return pings.begin(destination, settings, listener);
    }

    /**
     * Takes a message in.
     *
     * @param packet addressed to this stack, its payload the message
     * @param broadcast true if it was addressed to others too
     */
    public void receive(Ipv4Packet packet, IcmpMessage message, boolean broadcast) {
        counters.countReceived();
        if (!message.checksumValid()) {
            counters.countBadChecksum();
            return;
        }
        switch (message.type()) {
            case IcmpMessage.ECHO_REQUEST -> answer(packet, message, broadcast);
            case IcmpMessage.ECHO_REPLY -> replied(packet, message);
            case IcmpMessage.REDIRECT -> redirected(packet.source(), message);
            default -> {
                if (message.isError()) {
                    errorReceived(packet.source(), message);
                } else {
                    counters.countIgnored();
                }
            }
        }
    }

    public IcmpCounters counters() {
        return counters;
    }

    @Override
    public Optional<Ipv4Address> sourceFor(IpAddress wanted, IpAddress destination) {
        Optional<Ipv4Address> usual = destination instanceof Ipv4Address to ? output.sourceFor(to) : Optional.empty();
        return wanted instanceof Ipv4Address from && !from.isAny() ? usual.map(address -> from) : usual;
    }

    @Override
    public void request(Ping ping, IpAddress source, int sequence) {
        if (source instanceof Ipv4Address from && ping.destination() instanceof Ipv4Address to) {
            counters.countEchoRequestSent();
            PingSettings settings = ping.settings();
            int rest = ping.identifier() << 16 | sequence;
            output.send(
                    new IcmpHeader(from, to, 0, settings.timeToLive(), settings.dontFragment(), settings.options()),
                    new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, rest, Pings.pattern(settings.payloadBytes())));
        }
    }

    /**
     * From the address that was asked, with the same data (RFC 1122, 3.2.2.6), and as in Linux the same code; a
     * broadcast request is ignored.
     */
    private void answer(Ipv4Packet packet, IcmpMessage request, boolean broadcast) {
        if (broadcast || packet.source().isAny()) {
            counters.countIgnored();
            return;
        }
        counters.countEchoRequestReceived();
        output.send(
                IcmpHeader.answering(packet),
                new IcmpMessage(IcmpMessage.ECHO_REPLY, request.code(), request.rest(), request.body()));
    }

    private void replied(Ipv4Packet packet, IcmpMessage reply) {
        if (!packet.options().isEmpty()) {
            pings.options(reply.identifier(), reply.sequenceNumber(), packet.options());
        }
        if (pings.replied(
                reply.identifier(),
                reply.sequenceNumber(),
                packet.source(),
                packet.timeToLive(),
                reply.body().length())) {
            counters.countEchoReplyReceived();
        } else {
            counters.countIgnored();
        }
    }

    /** Codes 0 to 3, of networks and of hosts, are one: what is told is of the destination that is quoted. */
    private void redirected(Ipv4Address gateway, IcmpMessage message) {
        Optional<QuotedPacket> quoted = QuotedPacket.decode(message.body());
        boolean followed = quoted.isPresent()
                && output.isLocal(quoted.get().source())
                && output.redirect(quoted.get().destination(), gateway, new Ipv4Address(message.rest()));
        if (followed) {
            counters.countErrorReceived();
        } else {
            counters.countIgnored();
        }
    }

    private void errorReceived(Ipv4Address reporter, IcmpMessage error) {
        Optional<QuotedPacket> quoted = QuotedPacket.decode(error.body());
        if (quoted.isEmpty() || !output.isLocal(quoted.get().source())) {
            counters.countIgnored();
            return;
        }
        counters.countErrorReceived();
        QuotedPacket about = quoted.get();
        if (about.protocol() == IpPayload.PROTOCOL_ICMP) {
            pingFailed(reporter, error, about);
        } else {
            errorListener.errorReceived(error, reporter, about);
        }
    }

    private void pingFailed(Ipv4Address reporter, IcmpMessage error, QuotedPacket about) {
        Bytes quoted = about.data();
        if ((quoted.get(0) & 0xFF) == IcmpMessage.ECHO_REQUEST) {
            pings.failed(
                    unsigned16(quoted, 4),
                    unsigned16(quoted, 6),
                    about.destination(),
                    error.type(),
                    error.code(),
                    reporter);
        }
    }

    private static int unsigned16(Bytes bytes, int from) {
        return (bytes.get(from) & 0xFF) << 8 | bytes.get(from + 1) & 0xFF;
    }
}
