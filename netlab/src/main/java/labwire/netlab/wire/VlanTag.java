package labwire.netlab.wire;

/**
 * An 802.1Q tag.
 *
 * @param priority the priority code point, 0 to 7
 * @param dropEligible the drop eligible indicator
 * @param vlanId 0 (priority tag) to 4094
 */
public record VlanTag(int priority, boolean dropEligible, int vlanId) {
    public static final int MAX_VLAN_ID = 4094;

    public VlanTag {
        if (priority < 0 || priority > 7) {
            throw new IllegalArgumentException("priority: " + priority + " (expected: 0-7)");
        }
        if (vlanId < 0 || vlanId > MAX_VLAN_ID) {
            throw new IllegalArgumentException("VLAN: " + vlanId + " (expected: 0-" + MAX_VLAN_ID + ")");
        }
    }

    public static VlanTag of(int vlanId) {
        return new VlanTag(0, false, vlanId);
    }
}
