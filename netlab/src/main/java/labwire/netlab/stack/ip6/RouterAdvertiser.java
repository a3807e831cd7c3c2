package labwire.netlab.stack.ip6;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.NdpMessage;
import labwire.netlab.wire.NdpMessage.PrefixInformation;

/**
 * A router's advertisements on one interface (<a href="https://www.rfc-editor.org/rfc/rfc4861#section-6.2">RFC 4861,
 * 6.2</a>), with IOS's times. They begin with the stack's forwarding and a link-local address. Lab thread only.
 */
public final class RouterAdvertiser {
    /** What IOS has unless told otherwise: 200 s, 1800 s, a week for addresses, a month for prefixes. */
    public static final int DEFAULT_INTERVAL_SECONDS = 200;

    public static final int DEFAULT_LIFETIME_SECONDS = 1800;
    public static final long DEFAULT_PREFERRED_SECONDS = 604_800;
    public static final long DEFAULT_VALID_SECONDS = 2_592_000;

    private static final int INITIAL_ADVERTISEMENTS = 3;
    private static final long INITIAL_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(16);
    private static final long MAX_ANSWER_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Between advertisements to all (MIN_DELAY_BETWEEN_RAS). */
    private static final long MIN_GAP_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Ip6Layer layer;
    private final Ip6Interface on;
    private final LabTimer timer;
    private final List<PrefixInformation> configured = new ArrayList<>();
    private boolean suppressed;
    private boolean managed;
    private boolean otherConfiguration;
    private int intervalSeconds = DEFAULT_INTERVAL_SECONDS;
    private int lifetimeSeconds = DEFAULT_LIFETIME_SECONDS;
    private boolean running;
    private int initialLeft;
    private long lastNanos = Long.MIN_VALUE / 2;

    RouterAdvertiser(Ip6Layer layer, Ip6Interface on) {
        this.layer = layer;
        this.on = on;
        timer = layer.loop().newTimer(this::advertise);
    }

    public boolean isSuppressed() {
        return suppressed;
    }

    /** {@code ipv6 nd ra suppress}: no advertisements here. */
    public void suppress(boolean newSuppressed) {
        suppressed = newSuppressed;
        changed();
    }

    public boolean isManaged() {
        return managed;
    }

    public boolean isOtherConfiguration() {
        return otherConfiguration;
    }

    /** What hosts are told of DHCPv6. */
    public void flags(boolean newManaged, boolean newOtherConfiguration) {
        managed = newManaged;
        otherConfiguration = newOtherConfiguration;
    }

    public int intervalSeconds() {
        return intervalSeconds;
    }

    public int lifetimeSeconds() {
        return lifetimeSeconds;
    }

    /**
     * Sets how often it advertises, and how long that holds.
     *
     * @param newIntervalSeconds 4 to 1800, the longest time between two
     * @param newLifetimeSeconds 0 (no default router) to 9000
     */
    public void times(int newIntervalSeconds, int newLifetimeSeconds) {
        if (newIntervalSeconds < 4
                || newIntervalSeconds > 1800
                || newLifetimeSeconds < 0
                || newLifetimeSeconds > 9000) {
            throw new IllegalArgumentException("interval, lifetime: " + newIntervalSeconds + ", " + newLifetimeSeconds
                    + " s (expected: 4-1800, 0-9000)");
        }
        intervalSeconds = newIntervalSeconds;
        lifetimeSeconds = newLifetimeSeconds;
    }

    /** The prefixes that a person has set, besides those of the interface's own addresses. */
    public List<PrefixInformation> configured() {
        return List.copyOf(configured);
    }

    /** Advertises a prefix so, in place of what was said of it. At most {@link Autoconfiguration#MAX_LEARNED}. */
    public boolean configure(PrefixInformation prefix) {
        configured.removeIf(other -> other.prefix().equals(prefix.prefix()));
        return configured.size() < Autoconfiguration.MAX_LEARNED && configured.add(prefix);
    }

    public void forget(Ipv6Prefix prefix) {
        configured.removeIf(other -> other.prefix().equals(prefix));
    }

    /** True if it advertises at present. */
    public boolean isRunning() {
        return running;
    }

    /** Something has changed that may begin or end it, or that hosts should hear of soon. */
    void changed() {
        boolean wanted = layer.isForwarding()
                && !suppressed
                && on.isUp()
                && !on.link().isLoopback()
                && on.linkLocal().filter(Ip6Address::isUsable).isPresent();
        if (wanted && !running) {
            on.join(Ipv6Address.ALL_ROUTERS);
            timer.arm(layer.loop().now());
        } else if (!wanted && running) {
            on.leave(Ipv6Address.ALL_ROUTERS);
            timer.cancel();
            if (on.isUp()) {
                send(0);
            }
        }
        initialLeft = wanted ? INITIAL_ADVERTISEMENTS : 0;
        running = wanted;
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
        send(lifetimeSeconds);
        lastNanos = layer.loop().now();
        long interval = TimeUnit.SECONDS.toNanos(intervalSeconds);
        // Between three quarters of the longest time and all of it, as IOS.
        long next = interval * 3 / 4 + (long) (layer.random().nextDouble() * (interval / 4.0));
        if (initialLeft > 0) {
            initialLeft--;
            next = Math.min(next, INITIAL_INTERVAL_NANOS);
        }
        timer.arm(lastNanos + next);
    }

    private void send(int lifetime) {
        Optional<Ip6Address> source = on.linkLocal();
        if (source.isEmpty()) {
            return;
        }
        layer.counters().count(Ip6Counter.ROUTER_ADVERTISEMENTS_SENT);
        on.discovery()
                .send(
                        source.get().address(),
                        Ipv6Address.ALL_NODES,
                        new NdpMessage.RouterAdvertisement(
                                Ipv6Packet.DEFAULT_HOP_LIMIT,
                                managed,
                                otherConfiguration,
                                lifetime,
                                0,
                                0,
                                on.mtu(),
                                Optional.of(on.link().mac()),
                                prefixes()));
    }

    private List<PrefixInformation> prefixes() {
        List<PrefixInformation> told = new ArrayList<>(configured);
        for (Ip6Address address : on.addresses()) {
            Ipv6Prefix prefix = address.prefix();
            if (address.origin() == Ip6Address.Origin.MANUAL
                    && told.stream().noneMatch(other -> other.prefix().equals(prefix))) {
                told.add(new PrefixInformation(prefix, true, true, DEFAULT_VALID_SECONDS, DEFAULT_PREFERRED_SECONDS));
            }
        }
        return told;
    }
}
