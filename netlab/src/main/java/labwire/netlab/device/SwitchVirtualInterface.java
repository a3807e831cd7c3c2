package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.bridge.VlanInterface;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.MacAddress;

/** A switch's own interface in one of its VLANs, such as {@code Vlan1}. */
public final class SwitchVirtualInterface extends DeviceInterface {
    private final VlanInterface vlan;
    private final NetworkInterface ip;

    SwitchVirtualInterface(VlanInterface vlan, IpStack stack) {
        super(InterfaceName.vlan(vlan.vlan()));
        this.vlan = vlan;
        this.ip = stack.addInterface(name().longName(), new VlanLink(vlan));
    }

    @Override
    public boolean isEnabled() {
        return vlan.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        ip.setEnabled(enabled);
        vlan.setEnabled(enabled);
    }

    @Override
    public boolean isUp() {
        return vlan.isUp();
    }

    @Override
    public MacAddress mac() {
        return vlan.mac();
    }

    @Override
    public Optional<Port> port() {
        return Optional.empty();
    }

    @Override
    public Optional<NetworkInterface> ip() {
        return Optional.of(ip);
    }
}
