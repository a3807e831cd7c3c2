package labwire.netlab.stack;

import java.util.List;
import labwire.netlab.stack.udp.UdpError;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;

/** Keeps the errors of a socket, a line each. */
record ErrorLog(List<String> lines) implements UdpReceiver {
    @Override
    public void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {}

    @Override
    public void failed(UdpError error) {
        lines.add("type " + error.type() + " code " + error.code() + " from " + error.reporter() + " about "
                + error.destination() + ":" + error.destinationPort());
    }
}
