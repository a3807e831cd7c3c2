package labwire.netlab.bridge;

import labwire.netlab.wire.MacAddress;

/**
 * A line of {@code show mac address-table}.
 *
 * @param port the port's name, or {@code CPU} for an address of the switch itself
 * @param ageNanos since the address was last a source; 0 for static ones
 */
public record MacTableEntry(int vlan, MacAddress mac, Type type, String port, long ageNanos) {
    /** How an address came into the table. */
    public enum Type {
        DYNAMIC,
        STATIC
    }
}
