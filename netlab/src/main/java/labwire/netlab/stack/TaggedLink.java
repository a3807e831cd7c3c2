package labwire.netlab.stack;

import java.util.List;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VlanTag;
import org.jspecify.annotations.Nullable;

/** One VLAN of a port that several interfaces share, as the link of one of them. Lab thread only. */
public final class TaggedLink implements LinkLayer {
    /** In place of a VLAN: not assigned yet, so that nothing passes. */
    public static final int UNASSIGNED = 0;

    private final PortLink port;
    private int vlan = UNASSIGNED;
    private boolean untagged;
    private @Nullable LinkListener listener;

    TaggedLink(PortLink port) {
        this.port = port;
    }

    /** Its VLAN, or {@link #UNASSIGNED}. */
    public int vlan() {
        return vlan;
    }

    /** True if the VLAN's frames have no tag on this port. */
    public boolean isUntagged() {
        return untagged;
    }

    /**
     * Takes over the frames of a VLAN.
     *
     * @param newVlan 1 to 4094, which no other link of the port has; or {@link #UNASSIGNED}
     * @param newUntagged true if its frames have no tag
     * @return false if another link of the port has the VLAN, or the untagged frames
     */
    public boolean assign(int newVlan, boolean newUntagged) {
        if (newVlan < UNASSIGNED || newVlan > VlanTag.MAX_VLAN_ID) {
            throw new IllegalArgumentException("VLAN: " + newVlan + " (expected: 1-" + VlanTag.MAX_VLAN_ID + ")");
        }
        if (!port.isFree(this, newVlan, newUntagged)) {
            return false;
        }
        vlan = newVlan;
        untagged = newUntagged;
        linkChanged();
        return true;
    }

    /** Gives the VLAN back, for good. */
    public void close() {
        vlan = UNASSIGNED;
        port.remove(this);
    }

    @Override
    public MacAddress mac() {
        return port.mac();
    }

    @Override
    public boolean isUp() {
        return vlan != UNASSIGNED && port.isUp();
    }

    @Override
    public void send(EthernetFrame frame) {
        if (vlan != UNASSIGNED) {
            port.send(untagged ? frame : frame.withTags(List.of(VlanTag.of(vlan))));
        }
    }

    @Override
    public void listen(LinkListener newListener) {
        listener = newListener;
    }

    /** A frame of this VLAN, its tag taken off. */
    void frameReceived(EthernetFrame frame) {
        if (listener != null) {
            listener.frameReceived(frame.withTags(List.of()));
        }
    }

    void linkChanged() {
        if (listener != null) {
            listener.linkChanged(isUp());
        }
    }
}
