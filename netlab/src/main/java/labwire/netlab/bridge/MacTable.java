package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import labwire.netlab.wire.MacAddress;

/**
 * Which port leads to which address of which VLAN: the filtering database of 802.1D-2004, 7.9.
 *
 * <p>An open-addressing table over primitive keys, with linear probing and deletion by shifting back, so that look-ups
 * allocate nothing and no tombstones gather. At most half of it is in use.
 *
 * <pre>
 *  key     0000 | VLAN (12 bits) | MAC address (48 bits)      never 0, which marks a free slot
 * </pre>
 */
final class MacTable {
    /** The port of an address that is not in the table. */
    static final int NONE = -1;
    /** The port of the switch's own addresses. */
    static final int SELF = 0;

    /** Half of what a long can hold, so that adding it to an instant does not overflow. */
    static final long FOR_EVER = Long.MAX_VALUE / 2;

    private static final int MIN_SLOTS = 64;
    private static final int VLAN_SHIFT = 48;
    private static final long MAC_MASK = (1L << VLAN_SHIFT) - 1;
    private static final long FREE = 0;
    /** The time of last use of an entry that neither ages nor moves. */
    private static final long STATIC = Long.MAX_VALUE;

    private final int limit;
    private long ageingNanos;
    private long[] keys = new long[MIN_SLOTS];
    private long[] lastSeen = new long[MIN_SLOTS];
    private int[] ports = new int[MIN_SLOTS];
    private int shift = Long.numberOfLeadingZeros(MIN_SLOTS) + 1;
    private int size;
    private long refusedCount;

    MacTable(int limit, long ageingNanos) {
        this.limit = limit;
        this.ageingNanos = ageingNanos;
    }

    /** How long a silent address is kept; {@link #FOR_EVER} for ever. */
    void ageingNanos(long newAgeingNanos) {
        ageingNanos = newAgeingNanos;
    }

    long ageingNanos() {
        return ageingNanos;
    }

    static long key(int vlan, MacAddress mac) {
        return (long) vlan << VLAN_SHIFT | mac.value();
    }

    int size() {
        return size;
    }

    /** How often an address was not learned because the table was full. */
    long refusedCount() {
        return refusedCount;
    }

    /** The port that leads to the address, or {@link #NONE}. */
    int find(long key, long now) {
        int slot = slotOf(key);
        return keys[slot] == FREE || isOutdated(slot, now) ? NONE : ports[slot];
    }

    /** Notes that the address was a source on this port. A static entry stays what it is. */
    void learn(long key, int port, long now) {
        int slot = slotOf(key);
        if (keys[slot] == key) {
            if (lastSeen[slot] != STATIC) {
                lastSeen[slot] = now;
                ports[slot] = port;
            }
        } else if (!isFull()) {
            insert(key, port, now);
        } else {
            refusedCount++;
        }
    }

    boolean isFull() {
        return size >= limit;
    }

    /** Adds an entry that neither ages nor moves, even if the table is full: the caller bounds those. */
    void addStatic(long key, int port) {
        int slot = slotOf(key);
        if (keys[slot] == key) {
            lastSeen[slot] = STATIC;
            ports[slot] = port;
        } else {
            insert(key, port, STATIC);
        }
    }

    void remove(long key) {
        int slot = slotOf(key);
        if (keys[slot] == key) {
            removeAt(slot);
        }
    }

    /** Forgets what was learned of one VLAN on one port. */
    void flush(int port, int vlan) {
        forgetIf(slot -> ports[slot] == port && vlanAt(slot) == vlan);
    }

    /** Forgets what was learned of an address, in any VLAN. */
    void flush(MacAddress address) {
        forgetIf(slot -> (keys[slot] & MAC_MASK) == address.value());
    }

    /** Forgets what was learned in a VLAN. */
    void flushVlan(int vlan) {
        forgetIf(slot -> vlanAt(slot) == vlan);
    }

    /** Forgets what was learned on a port. */
    void flushPort(int port) {
        forgetIf(slot -> ports[slot] == port);
    }

    /** Forgets all that was learned. */
    void flush() {
        forgetIf(slot -> true);
    }

    private void forgetIf(IntPredicate condition) {
        for (int slot = 0; slot < keys.length; slot++) {
            while (isLearned(slot) && condition.test(slot)) {
                removeAt(slot);
            }
        }
    }

    private int vlanAt(int slot) {
        return (int) (keys[slot] >>> VLAN_SHIFT);
    }

    /**
     * Forgets what has been silent for too long.
     *
     * @return when the next entry will have been, or {@link Long#MAX_VALUE}
     */
    long sweep(long now) {
        long next = Long.MAX_VALUE;
        for (int slot = 0; slot < keys.length; slot++) {
            while (isLearned(slot) && isOutdated(slot, now)) {
                removeAt(slot);
            }
            if (isLearned(slot)) {
                next = Math.min(next, lastSeen[slot] + ageingNanos);
            }
        }
        return next;
    }

    /** The entries by VLAN and address. */
    List<MacTableEntry> entries(long now, IntFunction<String> portNames) {
        List<MacTableEntry> entries = new ArrayList<>(size);
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != FREE && !isOutdated(slot, now)) {
                boolean learned = lastSeen[slot] != STATIC;
                entries.add(new MacTableEntry(
                        (int) (keys[slot] >>> VLAN_SHIFT),
                        new MacAddress(keys[slot] & MAC_MASK),
                        learned ? MacTableEntry.Type.DYNAMIC : MacTableEntry.Type.STATIC,
                        portNames.apply(ports[slot]),
                        learned ? now - lastSeen[slot] : 0));
            }
        }
        entries.sort(Comparator.comparingInt(MacTableEntry::vlan).thenComparing(MacTableEntry::mac));
        return entries;
    }

    private boolean isLearned(int slot) {
        return keys[slot] != FREE && lastSeen[slot] != STATIC;
    }

    private boolean isOutdated(int slot, long now) {
        return now - lastSeen[slot] >= ageingNanos;
    }

    /** The slot that holds the key, or the free one where it would go. */
    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = home(key);
        while (keys[slot] != key && keys[slot] != FREE) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Fibonacci hashing: the high bits of the product depend on all bits of the key. */
    private int home(long key) {
        return (int) ((key ^ key >>> 32) * 0x9E3779B97F4A7C15L >>> shift);
    }

    private void insert(long key, int port, long seen) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int slot = slotOf(key);
        keys[slot] = key;
        ports[slot] = port;
        lastSeen[slot] = seen;
        size++;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldLastSeen = lastSeen;
        int[] oldPorts = ports;
        keys = new long[2 * oldKeys.length];
        lastSeen = new long[keys.length];
        ports = new int[keys.length];
        shift--;
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != FREE) {
                int slot = slotOf(oldKeys[old]);
                keys[slot] = oldKeys[old];
                lastSeen[slot] = oldLastSeen[old];
                ports[slot] = oldPorts[old];
            }
        }
    }

    /** Frees the slot and moves later entries of the same run into the gap, where their probing would pass it. */
    private void removeAt(int removed) {
        int mask = keys.length - 1;
        int gap = removed;
        for (int slot = gap + 1 & mask; keys[slot] != FREE; slot = slot + 1 & mask) {
            int home = home(keys[slot]);
            if ((slot - home & mask) >= (slot - gap & mask)) {
                keys[gap] = keys[slot];
                lastSeen[gap] = lastSeen[slot];
                ports[gap] = ports[slot];
                gap = slot;
            }
        }
        keys[gap] = FREE;
        size--;
    }
}
