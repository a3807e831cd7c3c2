package labwire.netlab.bridge;

import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * The switch's own attachment to one of its VLANs, where its management address lives.
 *
 * <p>It is up while it is enabled and some port forwards frames of the VLAN. Lab thread only.
 */
public final class VlanInterface {
    private final MacRelay relay;
    private final int vlan;
    private final MacAddress mac;
    private @Nullable VlanInterfaceListener listener;
    private boolean enabled = true;
    private boolean up;

    VlanInterface(MacRelay relay, int vlan, MacAddress mac) {
        this.relay = relay;
        this.vlan = vlan;
        this.mac = mac;
    }

    public int vlan() {
        return vlan;
    }

    public MacAddress mac() {
        return mac;
    }

    public boolean isUp() {
        return up;
    }

    public boolean isEnabled() {
        return enabled;
    }

    /** False for {@code shutdown}. */
    public void setEnabled(boolean newEnabled) {
        enabled = newEnabled;
        updateLink();
    }

    /** Sets who receives the frames and link changes. */
    public void listen(VlanInterfaceListener newListener) {
        listener = newListener;
    }

    /** Sends an untagged frame into the VLAN; lost if the interface is down. */
    public void send(EthernetFrame frame) {
        if (up) {
            relay.relayOwn(frame, vlan);
        }
    }

    void receive(EthernetFrame frame) {
        if (up && listener != null) {
            listener.frameReceived(frame);
        }
    }

    void updateLink() {
        boolean nowUp = enabled && relay.anyPortForwards(vlan);
        if (nowUp != up) {
            up = nowUp;
            if (listener != null) {
                listener.linkChanged(nowUp);
            }
        }
    }
}
