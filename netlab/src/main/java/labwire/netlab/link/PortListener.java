package labwire.netlab.link;

import labwire.netlab.wire.EthernetFrame;

/** What a device does with its ports. Called on the lab's loop. */
public interface PortListener {
    /** A frame has arrived whole. */
    void frameReceived(Port port, EthernetFrame frame);

    /** The port has come up (enabled at both ends of an uncut cable) or gone down. */
    void linkChanged(Port port, boolean up);
}
