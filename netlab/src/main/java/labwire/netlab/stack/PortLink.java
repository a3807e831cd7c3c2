package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VlanTag;
import org.jspecify.annotations.Nullable;

/** A port as the link of an interface, untagged; and of others, each with the frames of one VLAN. */
public final class PortLink implements LinkLayer, PortListener {
    /** Links of single VLANs on one port; {@link #tagged} refuses more. */
    public static final int MAX_TAGGED_LINKS = 1024;

    private final Port port;
    private final List<TaggedLink> taggedLinks = new ArrayList<>();
    private @Nullable LinkListener listener;

    public PortLink(Port port) {
        this.port = port;
        port.listen(this);
    }

    public Port port() {
        return port;
    }

    @Override
    public MacAddress mac() {
        return port.mac();
    }

    @Override
    public boolean isUp() {
        return port.isUp();
    }

    @Override
    public void send(EthernetFrame frame) {
        port.send(frame);
    }

    @Override
    public void listen(LinkListener newListener) {
        listener = newListener;
    }

    /**
     * A link for one of the port's VLANs, which is yet to be assigned.
     *
     * @throws IllegalStateException if there are {@link #MAX_TAGGED_LINKS}
     */
    public TaggedLink tagged() {
        if (taggedLinks.size() == MAX_TAGGED_LINKS) {
            throw new IllegalStateException(port + ": VLAN links: " + MAX_TAGGED_LINKS + " (expected: fewer)");
        }
        TaggedLink added = new TaggedLink(this);
        taggedLinks.add(added);
        return added;
    }

    void remove(TaggedLink removed) {
        taggedLinks.remove(removed);
    }

    boolean isFree(TaggedLink forWhom, int vlan, boolean untagged) {
        for (TaggedLink other : taggedLinks) {
            boolean taken = vlan == other.vlan() || untagged && other.isUntagged();
            if (other != forWhom && other.vlan() != TaggedLink.UNASSIGNED && taken) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void frameReceived(Port from, EthernetFrame frame) {
        if (!taggedLinks.isEmpty()) {
            TaggedLink vlan = linkFor(frame);
            if (vlan != null) {
                vlan.frameReceived(frame);
                return;
            }
        }
        if (listener != null) {
            listener.frameReceived(frame);
        }
    }

    @Override
    public void linkChanged(Port changed, boolean up) {
        if (listener != null) {
            listener.linkChanged(up);
        }
        List.copyOf(taggedLinks).forEach(TaggedLink::linkChanged);
    }

    private @Nullable TaggedLink linkFor(EthernetFrame frame) {
        List<VlanTag> tags = frame.tags();
        if (tags.size() > 1) {
            return null;
        }
        // VLAN 0 gives a frame a priority and no VLAN (802.1Q, 6.9.1).
        boolean untagged = tags.isEmpty() || tags.get(0).vlanId() == 0;
        for (TaggedLink link : taggedLinks) {
            if (untagged ? link.isUntagged() : link.vlan() == tags.get(0).vlanId()) {
                return link;
            }
        }
        return null;
    }
}
