package labwire.netlab.routing.ospf;

/** What one router holds at most; what is beyond is counted and refused. */
public final class OspfLimits {
    /** Neighbours of one interface. */
    public static final int MAX_NEIGHBORS = 1_000;
    /** Advertisements of one area, or of all external ones. */
    public static final int MAX_LSAS = 100_000;
    /** Areas of one router. */
    public static final int MAX_AREAS = 100;
    /** Ways of equal cost to one network. */
    public static final int MAX_PATHS = 32;
    /** Links of one router in one area: its advertisement must fit a packet. */
    public static final int MAX_LINKS = 5_000;
    /** Packets with advertisements sent anew to one neighbour at once. */
    static final int MAX_RETRANSMIT_PACKETS = 10;

    private OspfLimits() {}
}
