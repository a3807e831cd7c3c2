package labwire.netlab.device;

import labwire.netlab.bridge.VlanInterface;
import labwire.netlab.bridge.VlanInterfaceListener;
import labwire.netlab.stack.LinkLayer;
import labwire.netlab.stack.LinkListener;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;

/** A VLAN of a switch as the link of an IP interface. */
final class VlanLink implements LinkLayer {
    private final VlanInterface vlan;

    VlanLink(VlanInterface vlan) {
        this.vlan = vlan;
    }

    @Override
    public MacAddress mac() {
        return vlan.mac();
    }

    @Override
    public boolean isUp() {
        return vlan.isUp();
    }

    @Override
    public void send(EthernetFrame frame) {
        vlan.send(frame);
    }

    @Override
    public void listen(LinkListener listener) {
        vlan.listen(new VlanInterfaceListener() {
            @Override
            public void frameReceived(EthernetFrame frame) {
                listener.frameReceived(frame);
            }

            @Override
            public void linkChanged(boolean up) {
                listener.linkChanged(up);
            }
        });
    }
}
