package labwire.netlab.bridge;

import labwire.netlab.wire.EthernetFrame;

/** What sits on a {@link VlanInterface}. Called on the lab's loop. */
public interface VlanInterfaceListener {
    /** A frame of the VLAN for this interface's address or for a group, without tag. */
    void frameReceived(EthernetFrame frame);

    void linkChanged(boolean up);
}
