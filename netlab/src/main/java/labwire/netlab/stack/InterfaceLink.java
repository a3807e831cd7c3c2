package labwire.netlab.stack;

import labwire.netlab.stack.ip6.Ip6Link;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;

/** An interface as IPv6 sees it. */
final class InterfaceLink implements Ip6Link {
    private final NetworkInterface of;

    InterfaceLink(NetworkInterface of) {
        this.of = of;
    }

    @Override
    public String name() {
        return of.name();
    }

    @Override
    public int index() {
        return of.index();
    }

    @Override
    public MacAddress mac() {
        return of.mac();
    }

    @Override
    public boolean isUp() {
        return of.isUp();
    }

    @Override
    public boolean isLoopback() {
        return of.isLoopback();
    }

    @Override
    public int mtu() {
        return of.mtu();
    }

    @Override
    public void transmit(Ipv6Packet packet, MacAddress station) {
        of.link().send(new EthernetFrame(station, of.mac(), packet));
    }
}
