package labwire.netlab.bridge;

/** The form of BPDU that a port sends: {@code sendRSTP} of 802.1D-2004, 17.19.38. Changed by reception alone. */
enum SpokenProtocol {
    /** Goes to LEGACY when a version 0 BPDU is heard after the migration delay. */
    RAPID,
    /** Goes to RAPID when a rapid BPDU is heard after the migration delay. */
    LEGACY
}
