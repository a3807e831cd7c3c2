package labwire.netlab.stack.icmp;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.QuotedPacket;

/** The ICMP of one stack: answers echo requests, sends its own, and passes errors on. Lab thread only. */
public final class IcmpLayer {
    /** Pings at once; {@link #ping} refuses more. */
    public static final int MAX_PINGS = 1024;

    private static final int MAX_IDENTIFIER = 0xFFFF;

    private final LabEventLoop loop;
    private final IcmpOutput output;
    private final IcmpErrorListener errorListener;
    private final IcmpCounters counters;
    private final Map<Integer, Ping> pings = new TreeMap<>();
    private int lastIdentifier;

    public IcmpLayer(
            LabEventLoop loop,
            IcmpOutput output,
            IcmpCounters counters,
            RandomGenerator random,
            IcmpErrorListener errorListener) {
        this.loop = loop;
        this.output = output;
        this.counters = counters;
        this.errorListener = errorListener;
        lastIdentifier = random.nextInt(MAX_IDENTIFIER + 1);
    }

    /**
     * Begins to send echo requests.
     *
     * @throws IllegalStateException if {@link #MAX_PINGS} are under way
     */
    public Ping ping(Ipv4Address destination, PingSettings settings, PingListener listener) {
        if (pings.size() == MAX_PINGS) {
            throw new IllegalStateException("pings: " + MAX_PINGS + " (expected: fewer)");
        }
        do {
            lastIdentifier = lastIdentifier + 1 & MAX_IDENTIFIER;
        } while (pings.containsKey(lastIdentifier));
        Ping ping = new Ping(loop, this, lastIdentifier, destination, settings, listener);
        pings.put(lastIdentifier, ping);
        return ping;
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
            default -> {
                // RFC 1122, 3.2.2.2 would have a redirect followed; the routes here are what a person or a protocol
                // set.
                if (message.isError() && message.type() != IcmpMessage.REDIRECT) {
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

    Optional<Ipv4Address> sourceFor(Ipv4Address wanted, Ipv4Address destination) {
        Optional<Ipv4Address> usual = output.sourceFor(destination);
        return wanted.isAny() ? usual : usual.map(address -> wanted);
    }

    void request(Ping ping, Ipv4Address source, int sequence) {
        counters.countEchoRequestSent();
        PingSettings settings = ping.settings();
        int rest = ping.identifier() << 16 | sequence;
        output.send(
                new IcmpHeader(source, ping.destination(), 0, settings.timeToLive(), settings.dontFragment()),
                new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, rest, pattern(settings.payloadBytes())));
    }

    void ended(Ping ping) {
        pings.remove(ping.identifier());
    }

    /** As most pings: each byte its own index. */
    private static Bytes pattern(int length) {
        byte[] pattern = new byte[length];
        for (int i = 0; i < length; i++) {
            pattern[i] = (byte) i;
        }
        return Bytes.wrap(pattern);
    }

    /** From the address that was asked, with the same data (RFC 1122, 3.2.2.6); a broadcast request is ignored. */
    private void answer(Ipv4Packet packet, IcmpMessage request, boolean broadcast) {
        if (broadcast || packet.source().isAny()) {
            counters.countIgnored();
            return;
        }
        counters.countEchoRequestReceived();
        output.send(
                IcmpHeader.answering(packet),
                new IcmpMessage(IcmpMessage.ECHO_REPLY, 0, request.rest(), request.body()));
    }

    private void replied(Ipv4Packet packet, IcmpMessage reply) {
        Ping ping = pings.get(reply.identifier());
        if (ping == null) {
            counters.countIgnored();
            return;
        }
        counters.countEchoReplyReceived();
        ping.replied(
                reply.sequenceNumber(),
                packet.source(),
                packet.timeToLive(),
                reply.body().length());
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
        Ping ping = pings.get(unsigned16(quoted, 4));
        if ((quoted.get(0) & 0xFF) == IcmpMessage.ECHO_REQUEST
                && ping != null
                && ping.destination().equals(about.destination())) {
            ping.failed(unsigned16(quoted, 6), error.type(), error.code(), reporter);
        }
    }

    private static int unsigned16(Bytes bytes, int from) {
        return (bytes.get(from) & 0xFF) << 8 | bytes.get(from + 1) & 0xFF;
    }
}
