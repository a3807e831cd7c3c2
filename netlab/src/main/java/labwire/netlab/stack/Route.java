package labwire.netlab.stack;

import java.util.Objects;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A way to a network: through a next hop, out of an interface, or both.
 *
 * @param nextHop the router to send to; null if the destinations are neighbours on the interface
 * @param outgoing the interface to send from; null if the route to the next hop says it
 * @param distance how far the origin is trusted, 0 to 255: the smaller one is preferred
 * @param metric the cost by the origin's own measure, 0 or more: decides at equal distance
 * @param tag a mark that other origins may go by; 0 for none
 */
public record Route(
        Ipv4Prefix prefix,
        @Nullable Ipv4Address nextHop,
        @Nullable NetworkInterface outgoing,
        int distance,
        int metric,
        RouteOrigin origin,
        int tag) {
    public static final int MAX_DISTANCE = 255;

    public Route {
        if (nextHop == null && outgoing == null) {
            throw new IllegalArgumentException("route to " + prefix + " (expected: a next hop or an interface)");
        }
        if (distance < 0 || distance > MAX_DISTANCE) {
            throw new IllegalArgumentException("distance: " + distance + " (expected: 0-" + MAX_DISTANCE + ")");
        }
        if (metric < 0) {
            throw new IllegalArgumentException("metric: " + metric + " (expected: 0 or more)");
        }
    }

    /** A route without a tag. */
    public Route(
            Ipv4Prefix prefix,
            @Nullable Ipv4Address nextHop,
            @Nullable NetworkInterface outgoing,
            int distance,
            int metric,
            RouteOrigin origin) {
        this(prefix, nextHop, outgoing, distance, metric, origin, 0);
    }

    /** A static route with the default distance, its interface found by the route to the next hop. */
    public static Route toNextHop(Ipv4Prefix prefix, Ipv4Address nextHop) {
        return new Route(prefix, nextHop, null, RouteOrigin.STATIC.defaultDistance(), 0, RouteOrigin.STATIC);
    }

    static Route connected(Ipv4Prefix prefix, NetworkInterface outgoing) {
        return new Route(prefix, null, outgoing, 0, 0, RouteOrigin.CONNECTED);
    }

    static Route local(Ipv4Prefix prefix, NetworkInterface owner) {
        return new Route(prefix, null, owner, 0, 0, RouteOrigin.LOCAL);
    }

    /** True if this one is to be used where both are usable. */
    boolean isPreferredTo(Route other) {
        return distance != other.distance ? distance < other.distance : metric < other.metric;
    }

    /** True if both may carry a part of the same traffic. */
    boolean mayShareWith(Route other) {
        return origin == other.origin
                && origin != RouteOrigin.LOCAL
                && origin != RouteOrigin.CONNECTED
                && distance == other.distance
                && metric == other.metric;
    }

    /** True if both say the same way, whatever they cost: adding one replaces the other. */
    boolean isSameWayAs(Route other) {
        return origin == other.origin
                && outgoing == other.outgoing
                && prefix.equals(other.prefix)
                && Objects.equals(nextHop, other.nextHop);
    }

    @Override
    public String toString() {
        return prefix
                + (nextHop == null ? "" : " via " + nextHop)
                + (outgoing == null ? "" : " dev " + outgoing.name())
                + " " + origin + " [" + distance + "/" + metric + "]";
    }
}
