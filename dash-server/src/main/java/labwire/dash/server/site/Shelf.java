package labwire.dash.server.site;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import labwire.dash.server.http.Representation;
import org.jspecify.annotations.Nullable;

/**
 * What was found lately, by path, so that neither the origin is asked nor a file read for each request: small and hot
 * payloads as bytes, the others as slices of files with their heads encoded. Bounded by the bytes it holds; the least
 * recently used goes first. Safe for any thread.
 */
final class Shelf {
    /** What an entry takes besides its bytes: strings, heads, the map's own. */
    private static final int OVERHEAD_BYTES = 2_048;

    /**
     * An entry.
     *
     * @param tag the origin's
     * @param freshUntilMillis of the epoch: up to when the origin need not be asked whether it is still so
     */
    record Item(Representation representation, String tag, Kind kind, long freshUntilMillis) {}

    private final long maxBytes;
    private final LinkedHashMap<String, Item> items = new LinkedHashMap<>(256, 0.75f, true);
    private long bytes;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();

    Shelf(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Stale or not. */
    synchronized Optional<Item> find(String path) {
        return Optional.ofNullable(items.get(path));
    }

    synchronized void put(String path, Item item) {
        remove(path);
        if (weight(path, item) > maxBytes) {
            return;
        }
        items.put(path, item);
        bytes += weight(path, item);
        var oldest = items.entrySet().iterator();
        while (bytes > maxBytes) {
            var gone = oldest.next();
            bytes -= weight(gone.getKey(), gone.getValue());
            oldest.remove();
        }
    }

    private static long weight(String path, Item item) {
        return item.representation().bytesInMemory() + path.length() + OVERHEAD_BYTES;
    }

    synchronized void remove(String path) {
        @Nullable Item old = items.remove(path);
        bytes -= old == null ? 0 : weight(path, old);
    }

    void countHit() {
        hits.incrementAndGet();
    }

    void countMiss() {
        misses.incrementAndGet();
    }

    long hits() {
        return hits.get();
    }

    long misses() {
        return misses.get();
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized int size() {
        return items.size();
    }
}
