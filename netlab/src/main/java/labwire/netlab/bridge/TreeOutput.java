package labwire.netlab.bridge;

import labwire.netlab.wire.Bpdu;

/** What a {@link SpanningTree} wants done, in this order. The tree is not to be called from within. */
interface TreeOutput {
    /** Sends a BPDU, given in its IEEE form. */
    void send(int port, Bpdu bpdu);

    /** The port is in another state now. Ports that stop come before ports that start. */
    void changed(int port, PortState state);

    /** The port has become inconsistent in another way, or is no longer. */
    void inconsistent(int port, Inconsistency was, Inconsistency is);

    /** Forgets the addresses learned on the port. */
    void flush(int port);
}
