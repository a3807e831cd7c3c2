package labwire.netlab.stack.nat;

/** What a translator has counted since it was made or cleared. */
public final class NatCounters {
    private long hits;
    private long misses;
    private long expired;
    private long refused;
    private int peak;
    private long peakNanos;

    void countHit() {
        hits++;
    }

    void countMiss() {
        misses++;
    }

    void countExpired(long howMany) {
        expired += howMany;
    }

    void countRefused() {
        refused++;
    }

    void inUse(int translations, long now) {
        if (translations > peak) {
            peak = translations;
            peakNanos = now;
        }
    }

    /** Packets whose translation was known. */
    public long hits() {
        return hits;
    }

    /** Packets that needed a new translation. */
    public long misses() {
        return misses;
    }

    public long expired() {
        return expired;
    }

    /** Packets dropped for want of a global address or port, or of room in the table. */
    public long refused() {
        return refused;
    }

    /** The most translations at once. */
    public int peak() {
        return peak;
    }

    /** When that was, in nanoseconds of lab time. */
    public long peakNanos() {
        return peakNanos;
    }

    void clear() {
        hits = 0;
        misses = 0;
        expired = 0;
        refused = 0;
    }
}
