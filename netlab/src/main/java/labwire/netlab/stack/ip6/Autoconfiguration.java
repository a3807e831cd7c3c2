package labwire.netlab.stack.ip6;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.NdpMessage;
import labwire.netlab.wire.NdpMessage.Preference;
import labwire.netlab.wire.NdpMessage.PrefixInformation;

/**
 * What a host learns from the routers of a link: default routes, prefixes, addresses (<a
 * href="https://www.rfc-editor.org/rfc/rfc4861#section-6.3">RFC 4861, 6.3</a>, <a
 * href="https://www.rfc-editor.org/rfc/rfc4862#section-5.5">RFC 4862, 5.5</a>). Lab thread only.
 */
public final class Autoconfiguration {
    /** Default routers, on-link prefixes, and redirected destinations of one interface, each; more are ignored. */
    public static final int MAX_LEARNED = 64;

    /** What is taken of the advertisements that come in. */
    public enum Mode {
        /** A host's: addresses and routes; nothing while the stack forwards. */
        HOST,
        /** A router's: routes while the stack does not forward; nobody is asked. */
        ROUTER,
        /** Addresses, whether or not the stack forwards; routes while it does not. */
        ADDRESSES,
        /** Addresses and routes, whether or not the stack forwards. */
        ADDRESSES_AND_ROUTES
    }

    private static final int MAX_SOLICITATIONS = 3;
    private static final long SOLICITATION_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long MAX_SOLICITATION_DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TWO_HOURS_NANOS = TimeUnit.HOURS.toNanos(2);
    private static final int AUTONOMOUS_LENGTH = 64;
    /** Of routes that are learned, as Linux has it. */
    public static final int METRIC = 1024;

    private final Ip6Layer layer;
    private final Ip6Interface on;
    private final LabTimer solicitation;
    private final LabTimer expiry;
    /** When each learned route ends. */
    private final Map<Ip6Route, Long> learned = new LinkedHashMap<>();

    private Mode mode;
    private int solicitationsLeft;

    Autoconfiguration(Ip6Layer layer, Ip6Interface on) {
        this.layer = layer;
        this.on = on;
        mode = layer.usualAutoconfiguration();
        solicitation = layer.loop().newTimer(this::solicit);
        expiry = layer.loop().newTimer(this::expire);
    }

    public Mode mode() {
        return mode;
    }

    /** Sets what is taken; what was learned is forgotten, and routers are asked anew. */
    public void mode(Mode newMode) {
        if (mode != newMode) {
            stop();
            mode = newMode;
            if (on.isUp()) {
                linkLocalReady();
            }
        }
    }

    private boolean takesAddresses() {
        return switch (mode) {
            case HOST -> !layer.isForwarding();
            case ROUTER -> false;
            case ADDRESSES, ADDRESSES_AND_ROUTES -> true;
        };
    }

    private boolean takesRoutes() {
        return mode == Mode.ADDRESSES_AND_ROUTES || !layer.isForwarding();
    }

    private boolean asks() {
        return takesAddresses() && !on.link().isLoopback();
    }

    void begin() {
        solicitationsLeft = MAX_SOLICITATIONS;
    }

    void linkLocalReady() {
        if (asks()) {
            solicitationsLeft = MAX_SOLICITATIONS;
            solicitation.arm(layer.loop().now() + (long) (layer.random().nextDouble() * MAX_SOLICITATION_DELAY_NANOS));
        }
    }

    void stop() {
        solicitation.cancel();
        expiry.cancel();
        learned.keySet().forEach(layer.routes()::remove);
        learned.clear();
        for (Ip6Address address : on.addresses()) {
            if (address.origin() == Ip6Address.Origin.AUTOCONFIGURED) {
                on.removeAddress(address.address());
            }
        }
    }

    private void solicit() {
        Optional<Ip6Address> own = on.linkLocal().filter(Ip6Address::isUsable);
        if (solicitationsLeft == 0 || own.isEmpty() || !asks()) {
            return;
        }
        solicitationsLeft--;
        layer.counters().count(Ip6Counter.ROUTER_SOLICITATIONS_SENT);
        on.discovery()
                .send(
                        own.get().address(),
                        Ipv6Address.ALL_ROUTERS,
                        new NdpMessage.RouterSolicitation(Optional.of(on.link().mac())));
        solicitation.arm(layer.loop().now() + SOLICITATION_INTERVAL_NANOS);
    }

    /** A router has advertised itself. */
    void received(Ipv6Address router, NdpMessage.RouterAdvertisement told) {
        if (!takesAddresses() && !takesRoutes() || on.link().isLoopback()) {
            return;
        }
        on.discovery().mentioned(router, told.sourceLink());
        on.neighbors().find(router).ifPresent(Neighbor6::routerAdvertised);
        on.neighbors()
                .timers(
                        TimeUnit.MILLISECONDS.toNanos(told.reachableMillis()),
                        TimeUnit.MILLISECONDS.toNanos(told.retransmitMillis()));
        if (!layer.isForwarding()) {
            on.advertisedMtu(told.mtu());
            if (told.hopLimit() != 0) {
                layer.hopLimit(told.hopLimit());
            }
        }
        if (told.routerLifetimeSeconds() > 0) {
            solicitationsLeft = 0;
        }
        if (takesRoutes()) {
            for (Preference preference : Preference.values()) {
                boolean said = preference == told.preference();
                learn(defaultRoute(router, preference), said ? told.routerLifetimeSeconds() : 0);
            }
        }
        for (PrefixInformation prefix : told.prefixes()) {
            prefix(prefix);
        }
    }

    private void prefix(PrefixInformation told) {
        if (told.prefix().network().isLinkLocal()) {
            return;
        }
        if (told.onLink() && takesRoutes()) {
            learn(new Ip6Route(told.prefix(), null, on, 0, METRIC, Ip6Route.Origin.DISCOVERED), told.validSeconds());
        }
        if (told.autonomous() && takesAddresses() && told.prefix().length() == AUTONOMOUS_LENGTH) {
            address(told);
        }
    }

    /** RFC 4862, 5.5.3: a new address, or new lifetimes of one that was made so. */
    private void address(PrefixInformation told) {
        long now = layer.loop().now();
        long preferred = after(now, told.preferredSeconds());
        long valid = after(now, told.validSeconds());
        Optional<Ip6Address> known = on.addresses().stream()
                .filter(address -> address.origin() == Ip6Address.Origin.AUTOCONFIGURED)
                .filter(address -> address.prefix().equals(told.prefix()))
                .findFirst();
        if (known.isPresent()) {
            long left = known.get().validUntilNanos() - now;
            // (e): nobody may make us drop an address at once.
            boolean believed = valid - now > TWO_HOURS_NANOS || valid - now > left;
            long until = believed ? valid : Math.min(known.get().validUntilNanos(), now + TWO_HOURS_NANOS);
            Ip6Address renewed = known.get().until(preferred, until);
            boolean revived = renewed.state() == Ip6Address.State.DEPRECATED && preferred > now;
            on.replace(known.get(), revived ? renewed.with(Ip6Address.State.PREFERRED) : renewed);
        } else if (told.validSeconds() > 0 && on.addresses().size() < Ip6Interface.MAX_ADDRESSES) {
            on.add(new Ip6Address(
                    on.identifiers().addressIn(told.prefix()),
                    AUTONOMOUS_LENGTH,
                    Ip6Address.Origin.AUTOCONFIGURED,
                    Ip6Address.State.TENTATIVE,
                    preferred,
                    valid));
        }
        expiry.armNoLaterThan(Math.min(preferred, valid));
    }

    private static long after(long now, long seconds) {
        return seconds == PrefixInformation.INFINITE ? Ip6Address.FOREVER : now + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** The router that we send through says that there is a shorter way (RFC 4861, 8.3). */
    void redirected(Ipv6Address router, NdpMessage.Redirect told) {
        Ip6Routes.Way way = layer.routes().find(told.destination());
        if (layer.isForwarding() || way == null || way.egress() != on || !router.equals(way.gateway())) {
            layer.counters().count(Ip6Counter.NDP_INVALID);
            return;
        }
        on.discovery().mentioned(told.target(), told.targetLink());
        boolean toNeighbor = told.target().equals(told.destination());
        if (!toNeighbor) {
            on.neighbors().find(told.target()).ifPresent(Neighbor6::routerAdvertised);
        }
        Ipv6Prefix host = Ipv6Prefix.of(told.destination(), Ipv6Prefix.MAX_LENGTH);
        if (way.route().origin() == Ip6Route.Origin.REDIRECT) {
            learn(way.route(), 0);
        }
        layer.counters().count(Ip6Counter.REDIRECTS_FOLLOWED);
        learn(
                new Ip6Route(host, toNeighbor ? null : told.target(), on, 0, METRIC, Ip6Route.Origin.REDIRECT),
                TimeUnit.MINUTES.toSeconds(10));
    }

    /** It says that it is no router any more (RFC 4861, 7.2.5). */
    void forgetRouter(Ipv6Address router) {
        for (Ip6Route route : List.copyOf(learned.keySet())) {
            if (router.equals(route.nextHop())) {
                learn(route, 0);
            }
        }
    }

    /** It does not answer: others are asked first from now on, and the ways that it had told of are gone. */
    void routerSilent(Ipv6Address router) {
        for (Map.Entry<Ip6Route, Long> each : List.copyOf(learned.entrySet())) {
            Ip6Route route = each.getKey();
            if (!router.equals(route.nextHop())) {
                continue;
            }
            if (route.origin() == Ip6Route.Origin.REDIRECT) {
                learn(route, 0);
            } else if (layer.routes().remove(route)) {
                layer.routes().add(route);
            }
        }
    }

    /** The metric tells routers by their preference (RFC 4191, 3.1). */
    private Ip6Route defaultRoute(Ipv6Address router, Preference preference) {
        int metric = switch (preference) {
            case HIGH -> METRIC - 1;
            case MEDIUM -> METRIC;
            case LOW -> METRIC + 1;
        };
        return new Ip6Route(Ipv6Prefix.DEFAULT, router, on, 0, metric, Ip6Route.Origin.DISCOVERED);
    }

    /** Keeps a route so long; 0: it ends now. */
    private void learn(Ip6Route route, long seconds) {
        if (seconds == 0) {
            learned.remove(route);
            layer.routes().remove(route);
            return;
        }
        if (!learned.containsKey(route) && learned.size() >= MAX_LEARNED) {
            return;
        }
        long end = after(layer.loop().now(), seconds);
        learned.put(route, end);
        layer.routes().add(route);
        if (end != Ip6Address.FOREVER) {
            expiry.armNoLaterThan(end);
        }
    }

    private void expire() {
        long now = layer.loop().now();
        long next = Ip6Address.FOREVER;
        for (Map.Entry<Ip6Route, Long> each : List.copyOf(learned.entrySet())) {
            if (each.getValue() <= now) {
                learn(each.getKey(), 0);
            } else {
                next = Math.min(next, each.getValue());
            }
        }
        for (Ip6Address address : new ArrayList<>(on.addresses())) {
            if (address.validUntilNanos() <= now) {
                on.removeAddress(address.address());
                continue;
            }
            if (address.preferredUntilNanos() <= now && address.state() == Ip6Address.State.PREFERRED) {
                on.replace(address, address.with(Ip6Address.State.DEPRECATED));
            }
            next = Math.min(next, address.validUntilNanos());
            if (address.preferredUntilNanos() > now) {
                next = Math.min(next, address.preferredUntilNanos());
            }
        }
        if (next != Ip6Address.FOREVER) {
            expiry.armNoLaterThan(next);
        }
    }
}
