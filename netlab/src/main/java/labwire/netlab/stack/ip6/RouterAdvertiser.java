package labwire.netlab.stack.ip6;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.stack.ip6.AdvertisementSettings.Suppression;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.NdpMessage;

/**
 * A router's advertisements on one interface (<a href="https://www.rfc-editor.org/rfc/rfc4861#section-6.2">RFC 4861,
 * 6.2</a>). They begin with the stack's forwarding and a link-local address. Lab thread only.
 */
public final class RouterAdvertiser {
    private static final int INITIAL_ADVERTISEMENTS = 3;
    private static final long INITIAL_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(16);
    private static final long MAX_ANSWER_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Between advertisements to all (MIN_DELAY_BETWEEN_RAS). */
    private static final long MIN_GAP_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Ip6Layer layer;
    private final Ip6Interface on;
    private final LabTimer timer;
    private final AdvertisementSettings settings = new AdvertisementSettings(this::changed);
    private boolean running;
    private int initialLeft;
    private long lastNanos = Long.MIN_VALUE / 2;

    RouterAdvertiser(Ip6Layer layer, Ip6Interface on) {
        this.layer = layer;
        this.on = on;
        timer = layer.loop().newTimer(this::advertise);
    }

    public AdvertisementSettings settings() {
        return settings;
    }

    /** True if it advertises at present, unasked or not. */
    public boolean isRunning() {
        return running;
    }

    /** Something has changed that may begin or end it, or that hosts should hear of soon. */
    void changed() {
        boolean wanted = layer.isForwarding()
                && settings.suppression() != Suppression.ALL
                && on.isUp()
                && !on.link().isLoopback()
                && on.linkLocal().filter(Ip6Address::isUsable).isPresent();
        if (wanted && !running) {
            on.join(Ipv6Address.ALL_ROUTERS);
        } else if (!wanted && running) {
            on.leave(Ipv6Address.ALL_ROUTERS);
            if (on.isUp()) {
                send(0);
            }
        }
        running = wanted;
        boolean unasked = wanted && settings.suppression() == Suppression.NONE;
        initialLeft = unasked ? INITIAL_ADVERTISEMENTS : 0;
        if (!unasked) {
            timer.cancel();
        } else if (!timer.isArmed()) {
            timer.arm(layer.loop().now());
        }
    }

    /** A host asks (RFC 4861, 6.2.6): all are answered, soon, but not too often. */
    void solicited() {
        if (running) {
            long now = layer.loop().now();
            long soon = now + (long) (layer.random().nextDouble() * MAX_ANSWER_DELAY_NANOS);
            timer.armNoLaterThan(Math.max(soon, lastNanos + MIN_GAP_NANOS));
        }
    }

    private void advertise() {
        send(settings.lifetimeSeconds());
        lastNanos = layer.loop().now();
        if (settings.suppression() != Suppression.NONE) {
            return;
        }
        long interval = TimeUnit.SECONDS.toNanos(settings.intervalSeconds());
        // Between three quarters of the longest time and all of it, as IOS.
        long next = interval * 3 / 4 + (long) (layer.random().nextDouble() * (interval / 4.0));
        if (initialLeft > 0) {
            initialLeft--;
            next = Math.min(next, INITIAL_INTERVAL_NANOS);
        }
        timer.arm(lastNanos + next);
    }

    private void send(int lifetimeSeconds) {
        Optional<Ip6Address> source = on.linkLocal();
        if (source.isEmpty()) {
            return;
        }
        layer.counters().count(Ip6Counter.ROUTER_ADVERTISEMENTS_SENT);
        List<Ipv6Prefix> own = on.addresses().stream()
                .filter(address -> address.origin() == Ip6Address.Origin.MANUAL)
                .map(Ip6Address::prefix)
                .toList();
        NdpMessage said = new NdpMessage.RouterAdvertisement(
                Ipv6Packet.DEFAULT_HOP_LIMIT,
                settings.isManaged(),
                settings.isOtherConfiguration(),
                settings.preference(),
                lifetimeSeconds,
                settings.reachableMillis(),
                settings.retransmitMillis(),
                on.mtu(),
                Optional.of(on.link().mac()),
                settings.said(own));
        on.discovery().send(source.get().address(), Ipv6Address.ALL_NODES, said);
    }
}
