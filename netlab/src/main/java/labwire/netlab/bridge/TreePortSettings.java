package labwire.netlab.bridge;

/**
 * What configuration says of a port in a spanning tree.
 *
 * @param portId priority and number
 * @param edge no bridge is expected there
 * @param rootGuard never the root port: {@code restrictedRole} of 802.1Q, 13.27.65
 * @param loopGuard stays out of the tree when BPDUs cease
 */
record TreePortSettings(int portId, int cost, boolean edge, boolean rootGuard, boolean loopGuard) {
    TreePortSettings(int portId, int cost, boolean edge) {
        this(portId, cost, edge, false, false);
    }
}
