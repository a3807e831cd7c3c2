package labwire.netlab.routing.ospf;

/**
 * What a router is told that concerns all of its areas.
 *
 * @param spfStartMillis from the first change to the computation of routes
 * @param spfHoldMillis from one computation to the next, doubled while changes go on
 * @param spfMaxMillis to which it is doubled at most
 * @param maximumPaths of equal cost to one network, 1 to {@link OspfLimits#MAX_PATHS}
 * @param maxMetric true to be passed through last (RFC 6987)
 */
public record RouterSettings(
        int spfStartMillis, int spfHoldMillis, int spfMaxMillis, int maximumPaths, boolean maxMetric) {
    /** As IOS 15 has them. */
    public static final RouterSettings DEFAULT = new RouterSettings(5_000, 10_000, 10_000, 4, false);
}
