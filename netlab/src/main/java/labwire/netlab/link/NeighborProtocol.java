package labwire.netlab.link;

import labwire.netlab.wire.EthernetFrame;

/**
 * A protocol between neighbours that runs beside whatever else a port is used for, such as LLDP. Called on the lab's
 * loop.
 */
public interface NeighborProtocol {
    /** Takes a frame to a group address if it is the protocol's own; else the port's listener gets it. */
    boolean take(Port port, EthernetFrame frame);

    /** The port has come up or gone down; its listener hears it next. */
    void linkChanged(Port port, boolean up);
}
