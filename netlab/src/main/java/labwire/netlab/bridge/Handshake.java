package labwire.netlab.bridge;

/**
 * How far a port and its neighbour are in agreeing that the link may forward at once: the flags {@code proposing},
 * {@code agreed}, {@code proposed} and {@code agree} of 802.1D-2004, 17.19, of which at most one can hold.
 *
 * <pre>
 *   designated port:   NONE ──► PROPOSING ──► AGREED_BY_NEIGHBOR        other roles:   NONE ──► PROPOSED ──► AGREED
 * </pre>
 */
enum Handshake {
    /** Nothing agreed. Goes to PROPOSING on a designated port that does not forward; to PROPOSED by a proposal. */
    NONE,
    /** The BPDUs of this designated port propose. Goes to AGREED_BY_NEIGHBOR when the neighbour agrees, or NONE. */
    PROPOSING,
    /** The neighbour has agreed to this port's information. Goes to NONE when that becomes worse, or in a dispute. */
    AGREED_BY_NEIGHBOR,
    /** The neighbour has proposed. Goes to AGREED as soon as the other ports are in agreement: in the same step. */
    PROPOSED,
    /** This port has agreed to the neighbour's information. Goes to NONE when that becomes worse. */
    AGREED
}
