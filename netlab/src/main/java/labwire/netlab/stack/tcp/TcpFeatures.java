package labwire.netlab.stack.tcp;

/**
 * What a connection offers to its peer, and how its window grows. What both offer is used.
 *
 * @param timestamps RFC 7323, 3: better round trips, and protection against old duplicates
 * @param selectiveAcknowledgment RFC 2018; without it losses are found by duplicate acknowledgments
 * @param ecn RFC 3168
 * @param congestionControl for connections that begin with these settings
 */
public record TcpFeatures(
        boolean timestamps, boolean selectiveAcknowledgment, Ecn ecn, CongestionAlgorithm congestionControl) {
    /** When routers' marks are used in place of losses. */
    public enum Ecn {
        OFF,
        /** If the peer asks: as Linux does unless told otherwise. */
        ACCEPT,
        /** Our SYN asks, too. */
        REQUEST
    }

    public static final TcpFeatures DEFAULT = new TcpFeatures(true, true, Ecn.ACCEPT, CongestionAlgorithm.CUBIC);
    /** TCP as RFC 9293 has it, with no more than window scaling. */
    public static final TcpFeatures PLAIN = new TcpFeatures(false, false, Ecn.OFF, CongestionAlgorithm.NEW_RENO);

    public TcpFeatures withEcn(Ecn newEcn) {
        return new TcpFeatures(timestamps, selectiveAcknowledgment, newEcn, congestionControl);
    }

    public TcpFeatures withCongestionControl(CongestionAlgorithm algorithm) {
        return new TcpFeatures(timestamps, selectiveAcknowledgment, ecn, algorithm);
    }
}
