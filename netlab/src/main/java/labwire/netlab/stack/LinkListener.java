package labwire.netlab.stack;

import labwire.netlab.wire.EthernetFrame;

/** Who gets what arrives on a link. Called on the lab's loop. */
public interface LinkListener {
    /** A frame has arrived, whoever it is for. */
    void frameReceived(EthernetFrame frame);

    void linkChanged(boolean up);
}
