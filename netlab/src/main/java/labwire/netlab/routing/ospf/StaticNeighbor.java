package labwire.netlab.routing.ospf;

/**
 * A router on a link that carries no hellos to all, as a person describes it (RFC 2328, C.5).
 *
 * @param priority to become designated router that it is taken to have until it says so itself, 0 to 255
 * @param pollSeconds between two hellos while it is down, 1 to 65535
 */
public record StaticNeighbor(int priority, int pollSeconds) {
    public static final int DEFAULT_PRIORITY = 0;
    public static final int DEFAULT_POLL_SECONDS = 120;
}
