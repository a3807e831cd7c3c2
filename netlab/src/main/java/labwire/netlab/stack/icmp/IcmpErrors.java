package labwire.netlab.stack.icmp;

import java.util.Optional;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.QuotedPacket;
import labwire.netlab.wire.SourceRoute;

/**
 * Tells senders that their packets cannot go on. Also this stack's own applications: the error then comes back over
 * the loopback, the way that errors of others come.
 */
public final class IcmpErrors {
    /** Errors that may be sent at once, and after that in a second, as Linux has it (RFC 1812, 4.3.2.8). */
    static final int BURST = 50;

    static final int PER_SECOND = 1000;

    private static final int CODE_REASSEMBLY_TIME_EXCEEDED = 1;

    private final LabEventLoop loop;
    private final IcmpOutput output;
    private final IcmpCounters counters;
    private final TokenBucket limit = new TokenBucket(BURST, PER_SECOND);

    public IcmpErrors(LabEventLoop loop, IcmpOutput output, IcmpCounters counters) {
        this.loop = loop;
        this.output = output;
        this.counters = counters;
    }

    public void networkUnreachable(Ipv4Packet about) {
        unreachable(IcmpMessage.CODE_NETWORK_UNREACHABLE, 0, about);
    }

    public void hostUnreachable(Ipv4Packet about) {
        unreachable(IcmpMessage.CODE_HOST_UNREACHABLE, 0, about);
    }

    public void protocolUnreachable(Ipv4Packet about) {
        unreachable(IcmpMessage.CODE_PROTOCOL_UNREACHABLE, 0, about);
    }

    public void portUnreachable(Ipv4Packet about) {
        unreachable(IcmpMessage.CODE_PORT_UNREACHABLE, 0, about);
    }

    /**
     * The packet may not be fragmented, and the next link takes less.
     *
     * @param nextMtu what it takes, for the sender's path MTU discovery (RFC 1191, 4)
     */
    public void fragmentationNeeded(Ipv4Packet about, int nextMtu) {
        unreachable(IcmpMessage.CODE_FRAGMENTATION_NEEDED, nextMtu, about);
    }

    /** No way leads on to the next stop of the packet's source route, or none that is to be taken (RFC 1122, 3.3.5). */
    public void sourceRouteFailed(Ipv4Packet about) {
        unreachable(IcmpMessage.CODE_SOURCE_ROUTE_FAILED, 0, about);
    }

    /** A filter of ours does not let the packet pass (RFC 1812, 5.2.7.1). */
    public void administrativelyProhibited(Ipv4Packet about) {
        unreachable(IcmpMessage.CODE_ADMINISTRATIVELY_PROHIBITED, 0, about);
    }

    /** Something in the packet's header breaks its rules: what stands so many octets from its begin (RFC 1122, 3.2.2.5). */
    public void parameterProblem(Ipv4Packet about, int offset) {
        send(IcmpMessage.PARAMETER_PROBLEM, 0, offset << 24, about);
    }

    /** The packet was sent on, but its sender has a shorter way (RFC 1812, 4.3.3.2). */
    public void redirect(Ipv4Packet about, Ipv4Address better) {
        send(IcmpMessage.REDIRECT, IcmpMessage.CODE_REDIRECT_FOR_HOST, better.value(), about);
    }

    public void timeExceeded(Ipv4Packet about) {
        send(IcmpMessage.TIME_EXCEEDED, IcmpMessage.CODE_TTL_EXCEEDED_IN_TRANSIT, 0, about);
    }

    public void reassemblyTimeExceeded(Ipv4Packet firstFragment) {
        send(IcmpMessage.TIME_EXCEEDED, CODE_REASSEMBLY_TIME_EXCEEDED, 0, firstFragment);
    }

    private void unreachable(int code, int rest, Ipv4Packet about) {
        send(IcmpMessage.DESTINATION_UNREACHABLE, code, rest, about);
    }

    private void send(int type, int code, int rest, Ipv4Packet about) {
        if (!mayReport(about)) {
            return;
        }
        boolean toOurselves = output.isLocal(about.source());
        if (!toOurselves && !limit.tryTake(loop.now())) {
            counters.countErrorRateLimited();
            return;
        }
        // RFC 1812, 4.3.2.6: by the way that it came; not for wrong options, of which that may be one.
        Bytes back = type == IcmpMessage.PARAMETER_PROBLEM ? Bytes.EMPTY : SourceRoute.back(about);
        // Addressed to us: the answer comes from that address; else from the way back (RFC 1812, 4.3.2.4).
        Optional<Ipv4Address> source = output.isLocal(about.destination())
                ? Optional.of(about.destination())
                : output.sourceFor((Ipv4Address) SourceRoute.firstStop(back, about.source()));
        if (source.isPresent()) {
            counters.countErrorSent();
            Bytes quote = QuotedPacket.quote(about);
            output.send(
                    IcmpHeader.ofError(source.get(), about.source(), back), new IcmpMessage(type, code, rest, quote));
        }
    }

    /** RFC 1122, 3.2.2: never about an error, a broadcast, a later fragment, or to what is no single host. */
    private boolean mayReport(Ipv4Packet about) {
        return about.fragmentOffset() == 0
                && !isOrMayBeError(about)
                && isSingleHost(about.source())
                && !about.destination().isMulticast()
                && !about.destination().isLimitedBroadcast()
                && !output.isBroadcast(about.destination())
                && !output.isBroadcast(about.source());
    }

    private static boolean isOrMayBeError(Ipv4Packet about) {
        if (about.payload() instanceof IcmpMessage message) {
            return message.isError();
        }
        return about.payload().protocolNumber() == IpPayload.PROTOCOL_ICMP;
    }

    /** True for 1.0.0.0 to 223.255.255.255. */
    private static boolean isSingleHost(Ipv4Address address) {
        int firstOctet = address.value() >>> 24;
        return firstOctet != 0 && firstOctet < 224;
    }
}
