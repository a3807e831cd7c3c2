package labwire.netlab.wire;

/**
 * A bridge identifier (802.1D, 9.2.5): the smaller one is the better one.
 *
 * @param priority 0 to 65535; with the extended system ID, a multiple of 4096 plus the VLAN
 */
public record BridgeId(int priority, MacAddress address) implements Comparable<BridgeId> {
    public BridgeId {
        if (priority < 0 || priority > 0xFFFF) {
            throw new IllegalArgumentException("bridge priority: " + priority + " (expected: 0-65535)");
        }
    }

    @Override
    public int compareTo(BridgeId other) {
        int byPriority = Integer.compare(priority, other.priority);
        return byPriority != 0 ? byPriority : address.compareTo(other.address);
    }
}
