package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.link.Port;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.MacAddress;

/** An interface of the IP stack that has no port of its own. Lab thread only. */
public abstract sealed class VirtualInterface extends DeviceInterface
        permits LoopbackInterface, Subinterface, SwitchVirtualInterface {
    private final NetworkInterface ip;

    VirtualInterface(InterfaceName name, NetworkInterface ip) {
        super(name);
        this.ip = ip;
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
        return ip.isUp();
    }

    @Override
    public final MacAddress mac() {
        return ip.mac();
    }

    @Override
    public final Optional<Port> port() {
        return Optional.empty();
    }

    @Override
    public final Optional<NetworkInterface> ip() {
        return Optional.of(ip);
    }
}
