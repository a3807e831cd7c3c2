package labwire.netlab.stack.ip6;

import java.util.EnumMap;
import java.util.Map;

/** What a stack's IPv6 has counted since it was made. Lab thread only. */
@SuppressWarnings("EnumOrdinal") // an array, because each hop of each packet counts
public final class Ip6Counters {
    private final long[] values = new long[Ip6Counter.values().length];

    Ip6Counters() {}

    void count(Ip6Counter counter) {
        values[counter.ordinal()]++;
    }

    void count(Ip6Counter counter, int packets) {
        values[counter.ordinal()] += packets;
    }

    public long get(Ip6Counter counter) {
        return values[counter.ordinal()];
    }

    /** Those that are not zero, in the order of {@link Ip6Counter}. */
    public Map<Ip6Counter, Long> nonZero() {
        Map<Ip6Counter, Long> counted = new EnumMap<>(Ip6Counter.class);
        for (Ip6Counter counter : Ip6Counter.values()) {
            if (get(counter) != 0) {
                counted.put(counter, get(counter));
            }
        }
        return counted;
    }
}
