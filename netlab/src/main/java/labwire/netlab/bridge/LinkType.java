package labwire.netlab.bridge;

/** A port's link as {@code show spanning-tree} names it. Every lab link is full duplex, so point-to-point. */
public enum LinkType {
    P2P("P2p"),
    /** No bridge is expected there, and none was heard since the link came up. */
    P2P_EDGE("P2p Edge"),
    /** The neighbour speaks the spanning tree of 802.1D-1998. */
    P2P_PEER_STP("P2p Peer(STP)");

    private final String text;

    LinkType(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
