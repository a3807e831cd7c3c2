package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.PortLink;
import labwire.netlab.wire.MacAddress;

/** A port that leads straight to the IP stack: a router's, or a host's. */
public final class RoutedPort extends DeviceInterface {
    private final Port port;
    private final PortLink link;
    private final NetworkInterface ip;

    RoutedPort(InterfaceName name, Port port, IpStack stack) {
        super(name);
        this.port = port;
        this.link = new PortLink(port);
        this.ip = stack.addInterface(name.longName(), link);
    }

    /** The port as a link that subinterfaces share. */
    PortLink link() {
        return link;
    }

    @Override
    public boolean isEnabled() {
        return port.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        ip.setEnabled(enabled);
        port.setEnabled(enabled);
    }

    @Override
    public boolean isUp() {
        return port.isUp();
    }

    @Override
    public MacAddress mac() {
        return ip.mac();
    }

    @Override
    public Optional<Port> port() {
        return Optional.of(port);
    }

    @Override
    public Optional<NetworkInterface> ip() {
        return Optional.of(ip);
    }
}
