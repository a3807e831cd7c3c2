package labwire.dash.title;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values made last, by key; those unused for longest give way. May be used from any thread. */
public final class RecentlyUsed<K, V> {
    private final Map<K, V> values;

    public RecentlyUsed(int limit) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > limit;
            }
        };
    }

    /** Makes a value. */
    public interface Maker<K, V, E extends Exception> {
        V make(K key) throws E;
    }

    /** The value of a key, made if it is not there; while it is made, others wait. */
    public synchronized <E extends Exception> V get(K key, Maker<K, V, E> maker) throws E {
        V value = values.get(key);
        if (value == null) {
            value = maker.make(key);
            values.put(key, value);
        }
        return value;
    }
}
