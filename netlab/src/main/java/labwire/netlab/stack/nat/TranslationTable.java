package labwire.netlab.stack.nat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The flows that are translated, found from either side. */
final class TranslationTable {
    /** In the order in which they were made. */
    private final Map<FlowKey, Translation> outbound = new LinkedHashMap<>();

    private final Map<FlowKey, Translation> inbound = new HashMap<>();
    private final GlobalEnds ends;

    TranslationTable(GlobalEnds ends) {
        this.ends = ends;
    }

    @Nullable
    Translation findOutbound(FlowKey local) {
        return outbound.get(local);
    }

    @Nullable
    Translation findInbound(FlowKey global) {
        return inbound.get(global);
    }

    int size() {
        return outbound.size();
    }

    List<Translation> all() {
        return List.copyOf(outbound.values());
    }

    /**
     * Adds a flow.
     *
     * @return false if one from outside to the same global end is there
     */
    boolean add(Translation added) {
        if (inbound.putIfAbsent(added.inbound(), added) != null) {
            return false;
        }
        outbound.put(added.outbound(), added);
        return true;
    }

    /** Removes flows, and gives back the global ends that no other flow has. Returns how many. */
    int removeIf(Predicate<Translation> over) {
        List<Translation> removed = new ArrayList<>();
        for (Translation candidate : outbound.values()) {
            if (over.test(candidate)) {
                removed.add(candidate);
            }
        }
        for (Translation ended : removed) {
            outbound.remove(ended.outbound());
            inbound.remove(ended.inbound());
            ends.release(ended);
        }
        return removed.size();
    }
}
