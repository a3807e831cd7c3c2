package labwire.netlab.stack.ip6;

import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A way to a network: through a next hop, out of an interface, or both.
 *
 * @param nextHop without a zone; null if the destinations are neighbours on the interface
 * @param outgoing null if the route to the next hop says it
 * @param distance the smaller one is preferred, 0 to 255
 */
public record Ip6Route(
        Ipv6Prefix prefix,
        @Nullable Ipv6Address nextHop,
        @Nullable Ip6Interface outgoing,
        int distance,
        int metric,
        Origin origin) {
    /** Where a route comes from. */
    public enum Origin {
        LOCAL,
        CONNECTED,
        STATIC,
        /** From advertisements of routers. */
        DISCOVERED,
        /** From a redirect. */
        REDIRECT
    }

    public Ip6Route {
        if (nextHop == null && outgoing == null) {
            throw new IllegalArgumentException("route to " + prefix + " (expected: a next hop or an interface)");
        }
        if (distance < 0 || distance > 255) {
            throw new IllegalArgumentException("distance: " + distance + " (expected: 0-255)");
        }
    }

    @Override
    public String toString() {
        return prefix
                + (nextHop == null ? "" : " via " + nextHop)
                + (outgoing == null ? "" : " dev " + outgoing.link().name())
                + " " + origin;
    }
}
