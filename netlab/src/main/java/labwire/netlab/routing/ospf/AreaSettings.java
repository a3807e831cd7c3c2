package labwire.netlab.routing.ospf;

import java.util.List;
import java.util.OptionalInt;
import labwire.netlab.wire.Ipv4Prefix;

/**
 * What an area is told (RFC 2328, C.2).
 *
 * @param summaries false: its border routers tell it nothing of other areas but the default route ("totally stubby")
 * @param defaultCost of the default route that border routers tell a stub area, 0 to 16777215
 * @param ranges that border routers tell other areas instead of the networks in them
 */
public record AreaSettings(Kind kind, boolean summaries, int defaultCost, List<Range> ranges) {
    public static final AreaSettings NORMAL = new AreaSettings(Kind.NORMAL, true, 1, List.of());

    public enum Kind {
        NORMAL,
        /** Takes no external advertisements; a default route leads out. */
        STUB
    }

    /**
     * Networks that are told as one.
     *
     * @param advertised false to hide them
     * @param cost to tell; empty for the largest among the networks (RFC 2328, 12.4.3)
     */
    public record Range(Ipv4Prefix prefix, boolean advertised, OptionalInt cost) {}

    public AreaSettings {
        ranges = List.copyOf(ranges);
    }

    boolean isStub() {
        return kind == Kind.STUB;
    }
}
