package labwire.netlab.bridge;

/**
 * What a port is to a spanning tree (802.1D-2004, 17.7). The selection of roles alone moves a port between them; from
 * any role it may come to any other.
 */
public enum PortRole {
    /** The link is down. */
    DISABLED,
    /** The port nearest to the root bridge; the root bridge has none. */
    ROOT,
    /** This bridge is the one that connects the port's LAN to the root. */
    DESIGNATED,
    /** Another bridge connects the LAN; this port is a second way to the root. */
    ALTERNATE,
    /** Another port of this same bridge connects the LAN. */
    BACKUP
}
