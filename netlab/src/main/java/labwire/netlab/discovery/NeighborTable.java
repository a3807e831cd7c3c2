package labwire.netlab.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.link.Port;

/** The neighbours of one protocol, in the order in which they were first heard; bounded, and aged. */
final class NeighborTable<P> {
    /** Of one device: far more than it has ports. */
    static final int MAX_NEIGHBORS = 1024;
    /** Of one port, so that one neighbour cannot take all the room. */
    static final int MAX_PER_PORT = 32;

    /** @param identity what tells two neighbours of one port apart */
    private record Key(Port port, Object identity) {}

    private final Map<Key, Neighbor<P>> neighbors = new LinkedHashMap<>();
    private long agedOut;

    /** Notes a neighbour; false if there is no room. */
    boolean put(Object identity, Neighbor<P> neighbor) {
        Key key = new Key(neighbor.port(), identity);
        boolean known = neighbors.containsKey(key);
        if (!known && (neighbors.size() >= MAX_NEIGHBORS || countOn(neighbor.port()) >= MAX_PER_PORT)) {
            return false;
        }
        neighbors.put(key, neighbor);
        return true;
    }

    private long countOn(Port port) {
        return neighbors.keySet().stream().filter(key -> key.port() == port).count();
    }

    Optional<Neighbor<P>> find(Port port, Object identity) {
        return Optional.ofNullable(neighbors.get(new Key(port, identity)));
    }

    void remove(Port port, Object identity) {
        neighbors.remove(new Key(port, identity));
    }

    void removeAll(Port port) {
        neighbors.keySet().removeIf(key -> key.port() == port);
    }

    void clear() {
        neighbors.clear();
    }

    void expire(long now) {
        int before = neighbors.size();
        neighbors.values().removeIf(neighbor -> neighbor.expiresNanos() <= now);
        agedOut += before - neighbors.size();
    }

    long nextExpiry() {
        long next = Long.MAX_VALUE;
        for (Neighbor<P> neighbor : neighbors.values()) {
            next = Math.min(next, neighbor.expiresNanos());
        }
        return next;
    }

    long agedOut() {
        return agedOut;
    }

    List<Neighbor<P>> neighbors() {
        return List.copyOf(neighbors.values());
    }
}
