package labwire.netlab.device;

import labwire.netlab.bridge.VlanInterface;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;

/** A switch's own interface in one of its VLANs, such as {@code Vlan1}. */
public final class SwitchVirtualInterface extends VirtualInterface {
    private final VlanInterface vlan;

    SwitchVirtualInterface(VlanInterface vlan, IpStack stack) {
        super(InterfaceName.vlan(vlan.vlan()), ipOf(vlan, stack));
        this.vlan = vlan;
    }

    private static NetworkInterface ipOf(VlanInterface vlan, IpStack stack) {
        return stack.addInterface(InterfaceName.vlan(vlan.vlan()).longName(), new VlanLink(vlan));
    }

    VlanInterface vlan() {
        return vlan;
    }

    @Override
    public boolean isEnabled() {
        return vlan.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        super.setEnabled(enabled);
        vlan.setEnabled(enabled);
    }

    @Override
    public boolean isUp() {
        return vlan.isUp();
    }
}
