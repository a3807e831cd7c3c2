package labwire.netlab.stack;

import labwire.netlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/** Sends others' packets on (<a href="https://www.rfc-editor.org/rfc/rfc1812#section-5.3">RFC 1812, 5.3</a>). */
final class Forwarder {
    private final IpOutput output;
    private final IpEgress egress;
    private final IpCounters counters;
    private boolean enabled;

    Forwarder(IpOutput output, IpCounters counters) {
        this.output = output;
        this.egress = output.egress();
        this.counters = counters;
    }

    boolean isEnabled() {
        return enabled;
    }

    void setEnabled(boolean newEnabled) {
        enabled = newEnabled;
    }

    /**
     * Sends a packet on, or drops it and tells its sender.
     *
     * @param way null if no route leads to its destination
     */
    void forward(Ipv4Packet packet, @Nullable Destination way) {
        if (!enabled) {
            counters.count(IpCounter.NOT_FOR_US);
        } else if (packet.timeToLive() <= 1) {
            counters.count(IpCounter.TTL_EXCEEDED);
            output.errors().timeExceeded(packet);
        } else if (way == null) {
            counters.count(IpCounter.NO_ROUTE);
            output.errors().networkUnreachable(packet);
        } else {
            counters.count(IpCounter.FORWARDED);
            egress.send(packet.withTimeToLive(packet.timeToLive() - 1), way);
        }
    }
}
