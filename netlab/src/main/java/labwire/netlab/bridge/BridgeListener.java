package labwire.netlab.bridge;

/** Hears of what a switch's operator should know. Called on the lab's loop; must not change the bridge. */
public interface BridgeListener {
    /** A port was shut down for an error. */
    default void errorDisabled(BridgePort port, ErrorCause cause) {}

    /** A port that was shut down for an error is about to come back. */
    default void recovering(BridgePort port, ErrorCause cause) {}

    /** A port's place in a VLAN's tree has become inconsistent, or is no longer: then {@code NONE}, after {@code was}. */
    default void inconsistencyChanged(BridgePort port, int vlan, Inconsistency was, Inconsistency is) {}

    /** A BPDU of another VLAN came untagged on a trunk. */
    default void nativeVlanMismatch(BridgePort port, int ownVlan, int peerVlan) {}
}
