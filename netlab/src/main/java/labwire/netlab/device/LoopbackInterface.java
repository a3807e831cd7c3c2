package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.LoopbackLink;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.MacAddress;

/** An interface that is up whatever happens to the cables: {@code Loopback0}. */
public final class LoopbackInterface extends DeviceInterface {
    /** As IOS has it. */
    public static final int MTU = 1514;
    /** As IOS has it. */
    public static final int BANDWIDTH_KILOBITS = 8_000_000;

    private final NetworkInterface ip;

    LoopbackInterface(InterfaceName name, IpStack stack, LoopbackLink link) {
        super(name);
        ip = stack.addInterface(name.longName(), link);
        ip.mtu(MTU);
        ip.bandwidthKilobits(BANDWIDTH_KILOBITS);
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
