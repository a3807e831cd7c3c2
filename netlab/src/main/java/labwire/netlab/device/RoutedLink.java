package labwire.netlab.device;

import labwire.netlab.bridge.BridgePort;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.stack.LinkLayer;
import labwire.netlab.stack.LinkListener;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** A switch's port as the link of an IP interface: up only while it is no part of the bridge. */
final class RoutedLink implements LinkLayer, PortListener {
    private final BridgePort bridgePort;
    private @Nullable LinkListener listener;

    RoutedLink(BridgePort bridgePort) {
        this.bridgePort = bridgePort;
    }

    @Override
    public MacAddress mac() {
        return bridgePort.port().mac();
    }

    @Override
    public boolean isUp() {
        return bridgePort.isRouted() && bridgePort.port().isUp();
    }

    @Override
    public void send(EthernetFrame frame) {
        if (bridgePort.isRouted()) {
            bridgePort.port().send(frame);
        }
    }

    @Override
    public void listen(LinkListener newListener) {
        listener = newListener;
    }

    /** The port has joined or left the bridge. */
    void moved() {
        linkChanged(bridgePort.port(), isUp());
    }

    @Override
    public void frameReceived(Port from, EthernetFrame frame) {
        if (listener != null) {
            listener.frameReceived(frame);
        }
    }

    @Override
    public void linkChanged(Port changed, boolean up) {
        if (listener != null) {
            listener.linkChanged(up);
        }
    }
}
