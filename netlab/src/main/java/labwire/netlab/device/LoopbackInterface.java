package labwire.netlab.device;

import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.LoopbackLink;
import labwire.netlab.stack.NetworkInterface;

/** An interface that is up whatever happens to the cables: {@code Loopback0}. */
public final class LoopbackInterface extends VirtualInterface {
    /** As IOS has it. */
    public static final int MTU = 1514;
    /** As IOS has it. */
    public static final int BANDWIDTH_KILOBITS = 8_000_000;

    LoopbackInterface(InterfaceName name, IpStack stack, LoopbackLink link) {
        super(name, stack.addInterface(name.longName(), link));
        NetworkInterface ip = ip().orElseThrow();
        ip.mtu(MTU);
        ip.bandwidthKilobits(BANDWIDTH_KILOBITS);
    }
}
