package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.bridge.VlanInterface;
import labwire.netlab.link.PortCounters;
import labwire.netlab.stack.IpStack;

/** A switch's own interface in one of its VLANs, such as {@code Vlan1}. */
public final class SwitchVirtualInterface extends VirtualInterface {
    private final VlanInterface vlan;
    private final VlanLink link;

    SwitchVirtualInterface(VlanInterface vlan, IpStack stack) {
        this(InterfaceName.vlan(vlan.vlan()), vlan, stack, new VlanLink(vlan));
    }

    private SwitchVirtualInterface(InterfaceName name, VlanInterface vlan, IpStack stack, VlanLink link) {
        super(name, stack.addInterface(name.longName(), link));
        this.vlan = vlan;
        this.link = link;
    }

    VlanInterface vlan() {
        return vlan;
    }

    @Override
    Optional<PortCounters> counters() {
        return Optional.of(link.counters());
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
