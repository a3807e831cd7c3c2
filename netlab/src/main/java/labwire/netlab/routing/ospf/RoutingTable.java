package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * The result of one computation of routes. Never changed once it is made.
 *
 * @param routes by prefix, those to the router's own networks among them
 * @param borderRouters by ID, then area
 */
public record RoutingTable(List<OspfRoute> routes, List<BorderRouter> borderRouters) {
    static final RoutingTable EMPTY = new RoutingTable(List.of(), List.of());

    /** The route to exactly this network. */
    public Optional<OspfRoute> route(Ipv4Prefix prefix) {
        int low = 0;
        int high = routes.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = routes.get(middle).prefix().compareTo(prefix);
            if (order == 0) {
                return Optional.of(routes.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /** Tells what is to be taken out of a table and put into it, so that it holds this one instead of the last. */
    void tellChanges(RoutingTable last, OspfOutput output) {
        List<OspfRoute> removed = new ArrayList<>();
        List<OspfRoute> added = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < last.routes.size() || j < routes.size()) {
            OspfRoute old = i < last.routes.size() ? last.routes.get(i) : null;
            OspfRoute next = j < routes.size() ? routes.get(j) : null;
            int order = order(old, next);
            if (order <= 0) {
                i++;
            }
            if (order >= 0) {
                j++;
            }
            OspfRoute gone = order <= 0 ? old : null;
            OspfRoute come = order >= 0 ? next : null;
            if (gone != null && come != null && gone.equals(come)) {
                continue;
            }
            if (gone != null && !gone.isDirect()) {
                removed.add(gone);
            }
            if (come != null && !come.isDirect()) {
                added.add(come);
            }
        }
        if (!removed.isEmpty() || !added.isEmpty()) {
            output.routesChanged(removed, added);
        }
    }

    private static int order(@Nullable OspfRoute old, @Nullable OspfRoute next) {
        if (old == null) {
            return 1;
        }
        return next == null ? -1 : old.prefix().compareTo(next.prefix());
    }
}
