package labwire.netlab.routing.ospf;

/** The states of an interface (RFC 2328, 9.1). */
public enum InterfaceState {
    /** Not in use. Up leads to LOOPBACK, POINT_TO_POINT, WAITING or, with priority 0, DR_OTHER. */
    DOWN,
    /** A host of its own, without packets. Only down leads out of it. */
    LOOPBACK,
    /** Listens who is designated; the wait timer or a hello that says so leads to an election. */
    WAITING,
    /** One neighbour at most, always adjacent. Only down leads out of it. */
    POINT_TO_POINT,
    /** Neither designated router nor backup; an election may lead to BACKUP or DESIGNATED. */
    DR_OTHER,
    /** Backup; an election may lead to DESIGNATED or DR_OTHER. */
    BACKUP,
    /** The designated router; an election may lead to BACKUP or DR_OTHER. */
    DESIGNATED
}
