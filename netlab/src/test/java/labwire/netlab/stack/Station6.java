package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.ExtensionHeader;
import labwire.netlab.wire.ExtensionHeader.Fragment;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.NdpCodec;
import labwire.netlab.wire.NdpMessage;
import labwire.netlab.wire.UnknownIpPayload;

/** A bare station on a cable of IPv6: says to its victim whatever it likes, and keeps what it receives. */
final class Station6 implements PortListener {
    final Port port;
    final List<Ipv6Packet> received = new ArrayList<>();
    final Ipv6Address address = Ipv6Address.parse("2001:db8:1::666");
    final Ipv6Address victimAddress = Ipv6Address.parse("2001:db8:1::9");
    MacAddress target = MacAddress.BROADCAST;
    IpStack victim;

    @SuppressWarnings("NullAway.Init")
    Station6(Port port) {
        this.port = port;
        port.listen(this);
    }

    /** Where the packets of no known protocol went that it got. */
    List<Ipv6Address> destinations() {
        return received.stream()
                .filter(packet -> packet.payload().protocolNumber() == 200)
                .map(Ipv6Packet::destination)
                .toList();
    }

    void advertise(String router, NdpMessage.Preference preference, int lifetimeSeconds) {
        NdpMessage said = new NdpMessage.RouterAdvertisement(
                64, false, false, preference, lifetimeSeconds, 0, 0, 0, Optional.of(port.mac()), List.of());
        Ipv6Address source = Ipv6Address.parse(router);
        send(
                Ipv6Address.ALL_NODES.groupMac(),
                new Ipv6Packet(0, 0, 255, source, Ipv6Address.ALL_NODES, List.of(), NdpCodec.encode(said)));
    }

    Optional<String> victimsRouter() {
        return Ip6Lab.wayOut(victim).map(route -> String.valueOf(route.nextHop()));
    }

    void send(MacAddress to, Ipv6Packet packet) {
        port.send(new EthernetFrame(to, port.mac(), packet));
    }

    void ping(List<ExtensionHeader> extensions) {
        Icmpv6Message request = new Icmpv6Message(Icmpv6Message.ECHO_REQUEST, 0, 1, Bytes.EMPTY);
        send(target, new Ipv6Packet(0, 0, 64, address, victimAddress, extensions, request));
    }

    void fragment(int offset, boolean more, int length) {
        send(
                target,
                new Ipv6Packet(
                        0,
                        0,
                        64,
                        address,
                        victimAddress,
                        List.of(new Fragment(offset, more, 99)),
                        new UnknownIpPayload(58, Bytes.wrap(new byte[length]))));
    }

    List<Icmpv6Message> of(int type) {
        return received.stream()
                .filter(packet -> packet.payload() instanceof Icmpv6Message message && message.type() == type)
                .map(packet -> (Icmpv6Message) packet.payload())
                .toList();
    }

    int echoReplies() {
        return of(Icmpv6Message.ECHO_REPLY).size();
    }

    @Override
    public void frameReceived(Port from, EthernetFrame frame) {
        if (frame.payload() instanceof Ipv6Packet packet) {
            received.add(packet);
        }
    }

    @Override
    public void linkChanged(Port changed, boolean up) {}
}
