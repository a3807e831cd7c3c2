package labwire.netlab.stack;

import java.util.Optional;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.SourceRoute;
import org.jspecify.annotations.Nullable;

/** Sends others' packets on (<a href="https://www.rfc-editor.org/rfc/rfc1812#section-5.3">RFC 1812, 5.3</a>). */
final class Forwarder {
    private final IpOutput output;
    private final IpEgress egress;
    private final IpCounters counters;
    private @Nullable AddressTranslation translation;
    private @Nullable PacketObserver observer;
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

    /** Sees what goes on and what does not; null for nobody. */
    void observer(@Nullable PacketObserver newObserver) {
        observer = newObserver;
    }

    /** Changes the addresses of what leaves by certain interfaces; null for none. */
    void translation(@Nullable AddressTranslation newTranslation) {
        translation = newTranslation;
    }

    /**
     * Sends a packet on, or drops it and tells its sender.
     *
     * @param original as it arrived, before its addresses were changed: what an error is about
     * @param way null if no route leads to its destination
     */
    void forward(NetworkInterface ingress, Ipv4Packet packet, Ipv4Packet original, @Nullable Destination way) {
        if (!enabled) {
            counters.count(IpCounter.NOT_FOR_US);
        } else if (packet.timeToLive() <= 1) {
            counters.count(IpCounter.TTL_EXCEEDED);
            output.errors().timeExceeded(original);
        } else if (way == null) {
            counters.count(IpCounter.NO_ROUTE);
            if (observer != null) {
                observer.dropped(ingress, packet, IpCounter.NO_ROUTE);
            }
            if (ingress.sendsUnreachables()) {
                output.errors().networkUnreachable(original);
            }
        } else {
            send(ingress, packet, original, way.from(packet.source()));
        }
    }

    private void send(NetworkInterface ingress, Ipv4Packet packet, Ipv4Packet original, Destination way) {
        NetworkInterface outgoing = way.egress();
        Ipv4Packet leaving = packet.withTimeToLive(packet.timeToLive() - 1);
        if (way.delivery() == Delivery.DISCARD) {
            discard(ingress, original);
            return;
        }
        if (translation != null && translation.isOn(outgoing)) {
            Optional<Ipv4Packet> translated = translation.afterRouting(ingress, outgoing, leaving);
            if (translated.isEmpty()) {
                counters.count(IpCounter.TRANSLATION_FAILED);
                return;
            }
            leaving = translated.get();
        }
        PacketFilter filter = outgoing.outFilter();
        if (filter != null && filter.judge(leaving) == Verdict.DENY) {
            counters.count(IpCounter.FILTERED);
            if (observer != null) {
                observer.dropped(ingress, leaving, IpCounter.FILTERED);
            }
            if (ingress.sendsUnreachables()) {
                output.errors().administrativelyProhibited(original);
            }
            return;
        }
        if (outgoing == ingress
                && ingress.sendsRedirects()
                && SourceRoute.in(original.options()).isEmpty()) {
            redirect(ingress, original, way);
        }
        if (observer != null) {
            observer.forwarded(ingress, outgoing, leaving);
        }
        counters.count(IpCounter.FORWARDED, packet.wireCount());
        egress.send(leaving.options().isEmpty() ? leaving : marked(leaving, way), way, original);
    }

    /** RFC 1812, 5.3.13.5 and 5.3.13.6: with the address of the interface by which it leaves. */
    private Ipv4Packet marked(Ipv4Packet packet, Destination way) {
        return way.egress()
                .sourceFor(way.nextHop())
                .map(own -> output.marked(packet, own))
                .orElse(packet);
    }

    private void discard(NetworkInterface ingress, Ipv4Packet original) {
        counters.count(IpCounter.DISCARDED);
        if (ingress.sendsUnreachables()) {
            output.errors().hostUnreachable(original);
        }
    }

    /** RFC 1812, 5.2.7.2: its sender, a neighbour of the next hop, could have gone there itself. */
    private void redirect(NetworkInterface on, Ipv4Packet original, Destination way) {
        if (on.isNeighborAddress(original.source()) && on.isNeighborAddress(way.nextHop())) {
            output.errors().redirect(original, way.nextHop());
        }
    }
}
