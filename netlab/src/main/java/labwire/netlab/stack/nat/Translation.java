package labwire.netlab.stack.nat;

import labwire.netlab.stack.nat.NatTimeouts.Of;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.TcpSegment;

/** One flow that is translated. */
public final class Translation {
    private static final int DNS = 53;

    private final int number;
    private final int protocol;
    private final Endpoint local;
    private final Endpoint global;
    private final Endpoint outside;
    private final InsideSource rule;
    private final long createdNanos;
    private long usedNanos;
    private Of timeout;
    private boolean seenFromInside;
    private boolean seenFromOutside;

    Translation(
            int number, int protocol, Endpoint local, Endpoint global, Endpoint outside, InsideSource rule, long now) {
        this.number = number;
        this.protocol = protocol;
        this.local = local;
        this.global = global;
        this.outside = outside;
        this.rule = rule;
        createdNanos = now;
        usedNanos = now;
        timeout = switch (protocol) {
            case IpPayload.PROTOCOL_TCP -> Of.TCP_BEGUN;
            case IpPayload.PROTOCOL_UDP -> outside.port() == DNS ? Of.DNS : Of.UDP;
            case IpPayload.PROTOCOL_ICMP -> Of.ICMP;
            default -> Of.ADDRESS;
        };
    }

    /** Counts the translations of a device, from 1. */
    public int number() {
        return number;
    }

    /** As in the IP header. */
    public int protocol() {
        return protocol;
    }

    /** The end within as it is known within. */
    public Endpoint local() {
        return local;
    }

    /** The end within as it is known outside. */
    public Endpoint global() {
        return global;
    }

    public Endpoint outside() {
        return outside;
    }

    /** What made it. */
    public InsideSource rule() {
        return rule;
    }

    public long createdNanos() {
        return createdNanos;
    }

    public long usedNanos() {
        return usedNanos;
    }

    /** Which timeout it has by now. */
    public Of timeout() {
        return timeout;
    }

    FlowKey inbound() {
        return new FlowKey(protocol, global, outside);
    }

    FlowKey outbound() {
        return new FlowKey(protocol, local, outside);
    }

    /** Notes a packet of the flow. */
    void used(IpPayload payload, boolean fromInside, long now) {
        usedNanos = now;
        seenFromInside |= fromInside;
        seenFromOutside |= !fromInside;
        if (payload instanceof TcpSegment segment) {
            if (segment.has(TcpSegment.FIN) || segment.has(TcpSegment.RST)) {
                timeout = Of.TCP_ENDED;
            } else if (segment.has(TcpSegment.SYN) && timeout == Of.TCP_ENDED) {
                timeout = Of.TCP_BEGUN;
            } else if (timeout == Of.TCP_BEGUN && seenFromInside && seenFromOutside) {
                timeout = Of.TCP;
            }
        }
    }

    @Override
    public String toString() {
        return protocol + " " + local + " as " + global + " with " + outside;
    }
}
