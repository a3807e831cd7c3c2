package labwire.netlab.stack;

import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;

/** What an interface stands on: a port, a VLAN of a switch, the loopback. Lab thread only. */
public interface LinkLayer {
    MacAddress mac();

    /** True if frames can be sent and may arrive. */
    boolean isUp();

    /** Sends a frame, or loses it; its arrival is never within this call. */
    void send(EthernetFrame frame);

    /** Sets who gets what arrives; called once, by the interface that stands on this link. */
    void listen(LinkListener listener);

    /** True for a link to oneself: nobody else is on it, and no ARP is needed. */
    default boolean isLoopback() {
        return false;
    }
}
