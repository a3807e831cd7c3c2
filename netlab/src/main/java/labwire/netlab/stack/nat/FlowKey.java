package labwire.netlab.stack.nat;

/**
 * The packets of one protocol between two ends.
 *
 * @param inside the end within, by its local or its global address, as the table has it
 */
record FlowKey(int protocol, Endpoint inside, Endpoint outside) {}
