package labwire.netlab.bridge;

/** Why a port is kept out of a tree although its role would let it forward. */
public enum Inconsistency {
    /** Nothing is wrong. Goes to any other. */
    NONE(""),
    /** Root guard: a better root is heard there. Goes to NONE when it is no longer. */
    ROOT("*ROOT_Inc"),
    /** Loop guard: BPDUs have ceased. Goes to NONE with the next one. */
    LOOP("*LOOP_Inc"),
    /** A BPDU of another VLAN than the trunk's native one came untagged. Goes to NONE when none has come for a while. */
    PVID("*PVID_Inc"),
    /** A trunk's BPDU came to an access port. Goes to NONE when none has come for a while. */
    TYPE("*TYPE_Inc");

    private final String text;

    Inconsistency(String text) {
        this.text = text;
    }

    /** As in {@code show spanning-tree}. */
    public String text() {
        return text;
    }
}
