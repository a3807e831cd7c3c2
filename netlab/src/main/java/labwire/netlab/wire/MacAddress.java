package labwire.netlab.wire;

import java.util.regex.Pattern;

/**
 * A 48-bit Ethernet address.
 *
 * @param value the address in the low 48 bits
 */
public record MacAddress(long value) implements Comparable<MacAddress> {
    public static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);
    /** Where IEEE bridges send their BPDUs (802.1D, table 7-10); bridges never forward it. */
    public static final MacAddress BRIDGE_GROUP = new MacAddress(0x0180_C200_0000L);
    /** Where PVST+ sends the BPDUs of a tagged VLAN. */
    public static final MacAddress PVST_GROUP = new MacAddress(0x0100_0CCC_CCCDL);

    /** Where Cisco devices send CDP, VTP and DTP; their bridges never forward it. */
    public static final MacAddress CISCO_GROUP = new MacAddress(0x0100_0CCC_CCCCL);
    /** Where LLDP is sent (802.1AB, 7.1): the nearest bridge. */
    public static final MacAddress LLDP_GROUP = new MacAddress(0x0180_C200_000EL);

    private static final Pattern COLONS = Pattern.compile("(?i)[0-9a-f]{2}([:-][0-9a-f]{2}){5}");
    private static final Pattern DOTS = Pattern.compile("(?i)[0-9a-f]{4}(\\.[0-9a-f]{4}){2}");

    public MacAddress {
        if (value < 0 || value > 0xFFFF_FFFF_FFFFL) {
            throw new IllegalArgumentException("MAC address: " + Long.toHexString(value) + " (expected: 48 bits)");
        }
    }

    /**
     * Reads {@code 52:54:00:12:34:56}, {@code 52-54-00-12-34-56} or {@code 5254.0012.3456}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static MacAddress parse(String text) {
        if (!COLONS.matcher(text).matches() && !DOTS.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "MAC address: " + text + " (expected: six octets, such as 52:54:00:12:34:56)");
        }
        return new MacAddress(Long.parseLong(text.replaceAll("[:.-]", ""), 16));
    }

    /** True for group addresses, the broadcast address among them. */
    public boolean isMulticast() {
        return (value >> 40 & 1) != 0;
    }

    public boolean isBroadcast() {
        return value == BROADCAST.value;
    }

    /** True for 01:80:C2:00:00:00 to :0F, which a bridge never forwards (802.1Q, 8.6.3). */
    public boolean isBridgeReserved() {
        return (value & ~0xFL) == BRIDGE_GROUP.value;
    }

    /** The form that IOS shows: {@code 5254.0012.3456}. */
    public String toDottedString() {
        String hex = hex();
        return hex.substring(0, 4) + "." + hex.substring(4, 8) + "." + hex.substring(8);
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return hex().replaceAll("(..)(?=.)", "$1:");
    }

    private String hex() {
        return String.format("%012x", value);
    }
}
