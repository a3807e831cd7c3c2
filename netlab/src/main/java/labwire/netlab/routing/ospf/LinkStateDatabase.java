package labwire.netlab.routing.ospf;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import org.jspecify.annotations.Nullable;

/** The advertisements of one area, or all external ones (RFC 2328, 12.2). Lab thread only. */
public final class LinkStateDatabase {
    private final Map<LsaKey, DatabaseEntry> entries = new LinkedHashMap<>();

    LinkStateDatabase() {}

    @Nullable
    DatabaseEntry find(LsaKey key) {
        return entries.get(key);
    }

    void put(DatabaseEntry entry) {
        entries.put(entry.lsa().key(), entry);
    }

    void remove(LsaKey key) {
        entries.remove(key);
    }

    /** In the order in which their keys first came. */
    Collection<DatabaseEntry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    public int size() {
        return entries.size();
    }

    public Optional<DatabaseEntry> lookup(LsaKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Those of one type, by link state ID and advertising router. */
    public List<DatabaseEntry> sorted(LsaType type) {
        return entries.values().stream()
                .filter(entry -> entry.lsa().key().type() == type)
                .sorted((a, b) -> a.lsa().key().compareTo(b.lsa().key()))
                .toList();
    }

    /** The sum of the checksums, by which people see at a glance whether two databases are the same. */
    public long checksumSum() {
        return entries.values().stream()
                .mapToLong(entry -> entry.lsa().header().checksum())
                .sum();
    }
}
