package labwire.netlab.service.dns;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.wire.IpAddress;

/** The addresses that a device has learned. They are shown after their time too, but count no more. Lab thread only. */
public final class DnsCache {
    /** Names; the oldest gives way. */
    public static final int MAX_NAMES = 1_000;

    /**
     * A name's addresses.
     *
     * @param learnedNanos lab time
     * @param expiresNanos lab time
     */
    public record Entry(String name, List<IpAddress> addresses, long learnedNanos, long expiresNanos) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long evicted;

    void put(String name, List<IpAddress> addresses, int ttlSeconds, long nowNanos) {
        String key = name.toLowerCase(Locale.ROOT);
        entries.remove(key);
        if (entries.size() == MAX_NAMES) {
            entries.remove(entries.keySet().iterator().next());
            evicted++;
        }
        entries.put(key, new Entry(name, addresses, nowNanos, nowNanos + TimeUnit.SECONDS.toNanos(ttlSeconds)));
    }

    /** The addresses of a full name, if they still count. */
    Optional<List<IpAddress>> find(String name, long nowNanos) {
        return Optional.ofNullable(entries.get(name.toLowerCase(Locale.ROOT)))
                .filter(entry -> nowNanos < entry.expiresNanos())
                .map(Entry::addresses);
    }

    /** All of them, the oldest first. */
    public Collection<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Names that made room for others. */
    public long evicted() {
        return evicted;
    }

    /** Forgets a name; false if it is not there. */
    public boolean remove(String name) {
        return entries.remove(name.toLowerCase(Locale.ROOT)) != null;
    }

    public void clear() {
        entries.clear();
    }
}
