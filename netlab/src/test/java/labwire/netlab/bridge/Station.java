package labwire.netlab.bridge;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.time.LabClock;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UnknownPayload;
import labwire.netlab.wire.VlanTag;

/** An end station that sends numbered frames and keeps all that it hears. */
final class Station implements PortListener {
    private static final int TEST_ETHER_TYPE = 0x88B5;

    final Port port;
    final List<EthernetFrame> received = new ArrayList<>();

    Station(LabClock clock, String name, long mac) {
        port = new Port(clock, name, "eth0", new MacAddress(mac));
        port.listen(this);
    }

    MacAddress mac() {
        return port.mac();
    }

    EthernetFrame send(MacAddress destination, int number) {
        return send(destination, number, List.of());
    }

    EthernetFrame send(MacAddress destination, int number, List<VlanTag> tags) {
        Bytes body = Bytes.wrap(ByteBuffer.allocate(46).putInt(number).array());
        EthernetFrame frame =
                new EthernetFrame(destination, port.mac(), tags, new UnknownPayload(TEST_ETHER_TYPE, body));
        port.send(frame);
        return frame;
    }

    /** The numbers of the stations' frames heard, in order of arrival. */
    List<Integer> numbers() {
        return received.stream()
                .filter(frame -> frame.payload() instanceof UnknownPayload)
                .map(frame -> number(frame))
                .toList();
    }

    List<EthernetFrame> bpdus() {
        return received.stream().filter(isBpdu()).toList();
    }

    void forget() {
        received.clear();
    }

    static int number(EthernetFrame frame) {
        return ((UnknownPayload) frame.payload()).bytes().asReadOnlyBuffer().getInt();
    }

    static Predicate<EthernetFrame> isBpdu() {
        return frame -> frame.payload() instanceof Bpdu;
    }

    @Override
    public void frameReceived(Port at, EthernetFrame frame) {
        received.add(frame);
    }

    @Override
    public void linkChanged(Port changed, boolean up) {}

    @Override
    public String toString() {
        return port.device();
    }
}
