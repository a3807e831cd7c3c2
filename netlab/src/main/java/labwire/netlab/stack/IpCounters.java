package labwire.netlab.stack;

import java.util.Map;
import java.util.TreeMap;

/** What a stack has counted since it was made. Lab thread only. */
@SuppressWarnings("EnumOrdinal") // an array, because each hop of each packet counts
public final class IpCounters {
    private static final IpCounter[] COUNTERS = IpCounter.values();

    private final long[] values = new long[COUNTERS.length];

    IpCounters() {}

    void count(IpCounter counter) {
        values[counter.ordinal()]++;
    }

    void count(IpCounter counter, int packets) {
        values[counter.ordinal()] += packets;
    }

    public long get(IpCounter counter) {
        return values[counter.ordinal()];
    }

    /** Those that are not zero, in the order of {@link IpCounter}. */
    public Map<IpCounter, Long> nonZero() {
        Map<IpCounter, Long> counted = new TreeMap<>();
        for (IpCounter counter : COUNTERS) {
            if (get(counter) != 0) {
                counted.put(counter, get(counter));
            }
        }
        return counted;
    }
}
