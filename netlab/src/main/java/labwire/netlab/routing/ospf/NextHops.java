package labwire.netlab.routing.ospf;

import java.util.List;
import java.util.stream.Stream;

/** Sets of next hops, as ordered lists. */
final class NextHops {
    private NextHops() {}

    static List<OspfNextHop> merge(List<OspfNextHop> some, List<OspfNextHop> others, int maximum) {
        return Stream.concat(some.stream(), others.stream())
                .distinct()
                .sorted()
                .limit(maximum)
                .toList();
    }
}
