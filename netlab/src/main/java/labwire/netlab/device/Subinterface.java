package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.TaggedLink;
import labwire.netlab.wire.MacAddress;

/** A part of a router's port, with the frames of one VLAN: {@code GigabitEthernet0/0.10}. */
public final class Subinterface extends DeviceInterface {
    private final RoutedPort whole;
    private final TaggedLink link;
    private final NetworkInterface ip;

    Subinterface(InterfaceName name, RoutedPort whole, IpStack stack) {
        super(name);
        this.whole = whole;
        this.link = whole.link().tagged();
        this.ip = stack.addInterface(name.longName(), link);
    }

    /** The interface that it is a part of. */
    public RoutedPort whole() {
        return whole;
    }

    /** Its VLAN, which {@code encapsulation dot1Q} assigns. */
    public TaggedLink link() {
        return link;
    }

    @Override
    public boolean isEnabled() {
        return ip.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        ip.setEnabled(enabled);
    }

    @Override
    public boolean isUp() {
        return ip.isEnabled() && whole.isUp();
    }

    @Override
    public MacAddress mac() {
        return ip.mac();
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
