package labwire.netlab.stack;

import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Segmentation;

/** Tells an observer of the packets that a wire would carry, where a stack handles several as one. */
record WirePackets(PacketObserver observer) implements PacketObserver {
    @Override
    public void received(NetworkInterface arrival, Ipv4Packet packet) {
        Segmentation.split(packet, each -> observer.received(arrival, each));
    }

    @Override
    public void sent(NetworkInterface departure, Ipv4Packet packet) {
        Segmentation.split(packet, each -> observer.sent(departure, each));
    }

    @Override
    public void forwarded(NetworkInterface arrival, NetworkInterface departure, Ipv4Packet packet) {
        Segmentation.split(packet, each -> observer.forwarded(arrival, departure, each));
    }

    @Override
    public void dropped(NetworkInterface arrival, Ipv4Packet packet, IpCounter reason) {
        Segmentation.split(packet, each -> observer.dropped(arrival, each, reason));
    }
}
