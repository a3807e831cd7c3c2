package labwire.netlab.bridge;

/** Where a port's priority vector comes from: {@code infoIs} of 802.1D-2004, 17.19.10. */
enum PortInformation {
    /** Nowhere yet, or it was received and not repeated in time. Goes to MINE as the roles are selected. */
    AGED,
    /** From this bridge. Goes to RECEIVED with a BPDU that claims something better. */
    MINE,
    /**
     * From a BPDU. Goes to AGED when it is not repeated, to MINE when this bridge has something better.
     */
    RECEIVED
}
