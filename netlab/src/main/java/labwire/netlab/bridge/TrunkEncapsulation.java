package labwire.netlab.bridge;

/** How the kind of a trunk's tags is found. */
public enum TrunkEncapsulation {
    /** With the neighbour. */
    NEGOTIATE,
    /** By configuration: 802.1Q. */
    DOT1Q
}
