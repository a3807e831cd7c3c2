package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;

/**
 * A host at 10.0.0.1 and 10.0.0.9, beside it a bare station, which it knows as 10.0.0.2; and on another link of its own,
 * where it is 10.0.1.1, another host.
 */
final class HostAndStation implements AutoCloseable {
    final StackLab lab = new StackLab();
    final IpStack host = lab.host("H");
    final NetworkInterface eth0 = lab.attach(host, "10.0.0.1/24");
    final Station station = new Station(lab.port("station", "eth0"));

    HostAndStation() {
        eth0.addAddress(ip("10.0.0.9"), 24);
        lab.join(StackLab.portOf(eth0), station.port);
        lab.join(lab.attach(host, "10.0.1.1/24"), lab.attach(lab.host("B"), "10.0.1.2/24"));
        eth0.neighbors().addPermanent(ip("10.0.0.2"), station.port.mac());
        lab.run(Duration.ofMillis(1));
        station.received.clear();
    }

    /** Has the station send a packet, and waits until it is there. */
    void send(MacAddress to, Ipv4Packet packet) {
        station.port.send(new EthernetFrame(to, station.port.mac(), packet));
        lab.run(Duration.ofMillis(1));
    }

    /** The packets that the station has received since it was asked last. */
    List<Ipv4Packet> received() {
        List<Ipv4Packet> packets = new ArrayList<>();
        for (EthernetFrame frame : station.received) {
            if (frame.payload() instanceof Ipv4Packet packet) {
                packets.add(packet);
            }
        }
        station.received.clear();
        return packets;
    }

    @Override
    public void close() {
        lab.close();
    }
}
