package labwire.netlab.device;

import labwire.netlab.bridge.VlanInterface;
import labwire.netlab.bridge.VlanInterfaceListener;
import labwire.netlab.link.PortCounters;
import labwire.netlab.stack.LinkLayer;
import labwire.netlab.stack.LinkListener;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;

/** A VLAN of a switch as the link of an IP interface. */
final class VlanLink implements LinkLayer {
    private final VlanInterface vlan;
    private final PortCounters counters = new PortCounters();

    VlanLink(VlanInterface vlan) {
        this.vlan = vlan;
    }

    /** What has passed between the VLAN and the IP interface. */
    PortCounters counters() {
        return counters;
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
        counters.sent(frame);
        vlan.send(frame);
    }

    @Override
    public void listen(LinkListener listener) {
        vlan.listen(new VlanInterfaceListener() {
            @Override
            public void frameReceived(EthernetFrame frame) {
                counters.received(frame);
                listener.frameReceived(frame);
            }

            @Override
            public void linkChanged(boolean up) {
                listener.linkChanged(up);
            }
        });
    }
}
