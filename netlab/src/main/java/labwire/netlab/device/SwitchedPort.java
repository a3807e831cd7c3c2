package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.link.Port;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.MacAddress;

/** A port of a switch. */
public final class SwitchedPort extends DeviceInterface {
    private final BridgePort bridgePort;

    SwitchedPort(InterfaceName name, BridgePort bridgePort) {
        super(name);
        this.bridgePort = bridgePort;
    }

    /** The port as the bridge knows it: mode, VLANs, spanning tree. */
    public BridgePort bridgePort() {
        return bridgePort;
    }

    @Override
    public boolean isEnabled() {
        return bridgePort.port().isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        bridgePort.setEnabled(enabled);
    }

    @Override
    public boolean isUp() {
        return bridgePort.port().isUp();
    }

    @Override
    public MacAddress mac() {
        return bridgePort.port().mac();
    }

    @Override
    public Optional<Port> port() {
        return Optional.of(bridgePort.port());
    }

    @Override
    public Optional<NetworkInterface> ip() {
        return Optional.empty();
    }
}
