package labwire.netlab.bridge;

/**
 * What configuration says of a port in a spanning tree.
 *
 * @param portId priority and number
 * @param edge no bridge is expected there
 */
record TreePortSettings(int portId, int cost, boolean edge) {}
