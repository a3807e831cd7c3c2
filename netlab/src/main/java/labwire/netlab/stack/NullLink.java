package labwire.netlab.stack;

import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;

/** A link to nowhere: what is routed to it is to be dropped. Always up. */
final class NullLink implements LinkLayer {
    private static final MacAddress NO_MAC = new MacAddress(0);

    @Override
    public MacAddress mac() {
        return NO_MAC;
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public void send(EthernetFrame frame) {}

    @Override
    public void listen(LinkListener listener) {}

    @Override
    public boolean isLoopback() {
        return true;
    }
}
