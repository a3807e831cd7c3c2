package labwire.netlab.stack;

import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** A port as the link of an interface, untagged. */
public final class PortLink implements LinkLayer, PortListener {
    private final Port port;
    private @Nullable LinkListener listener;

    public PortLink(Port port) {
        this.port = port;
        port.listen(this);
    }

    public Port port() {
        return port;
    }

    @Override
    public MacAddress mac() {
        return port.mac();
    }

    @Override
    public boolean isUp() {
        return port.isUp();
    }

    @Override
    public void send(EthernetFrame frame) {
        port.send(frame);
    }

    @Override
    public void listen(LinkListener newListener) {
        listener = newListener;
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
