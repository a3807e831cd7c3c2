package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** A port of a switch; after {@code no switchport}, one that leads straight to the switch's IP stack. */
public final class SwitchedPort extends DeviceInterface {
    private final BridgePort bridgePort;
    private final IpStack stack;
    private final RoutedLink link;
    /** Made when the port is first routed, and kept. */
    private @Nullable NetworkInterface ip;

    SwitchedPort(InterfaceName name, BridgePort bridgePort, IpStack stack) {
        super(name);
        this.bridgePort = bridgePort;
        this.stack = stack;
        link = new RoutedLink(bridgePort);
    }

    /** The port as the bridge knows it: mode, VLANs, spanning tree. */
    public BridgePort bridgePort() {
        return bridgePort;
    }

    /** True after {@code no switchport}. */
    public boolean isRouted() {
        return bridgePort.isRouted();
    }

    /** {@code no switchport}, or {@code switchport}, which takes the addresses away. */
    public void setRouted(boolean routed) {
        if (routed == isRouted()) {
            return;
        }
        if (routed) {
            bridgePort.route(link);
            if (ip == null) {
                ip = stack.addInterface(name().longName(), link);
                IosDevice.configureLikeIos(this);
            }
        } else {
            ip().ifPresent(left -> left.addresses().forEach(address -> left.removeAddress(address.address())));
            addressMethod(AddressMethod.UNSET);
            bridgePort.unroute();
        }
        link.moved();
    }

    @Override
    public boolean isEnabled() {
        return bridgePort.port().isEnabled() || bridgePort.errorCause().isPresent();
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
        return isRouted() ? Optional.ofNullable(ip) : Optional.empty();
    }
}
