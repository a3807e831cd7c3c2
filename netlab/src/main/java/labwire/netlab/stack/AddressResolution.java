package labwire.netlab.stack;

import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.ArpPacket.Operation;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;

/** ARP on one interface: answers for its addresses, learns from what it hears, asks and announces. */
final class AddressResolution {
    /** Says for which addresses of others an interface answers (<a href="https://www.rfc-editor.org/rfc/rfc1027">RFC 1027</a>). */
    @FunctionalInterface
    interface Substitute {
        boolean standsInFor(NetworkInterface on, Ipv4Address target);
    }

    private final NetworkInterface on;
    private final IpCounters counters;
    private final Substitute substitute;

    AddressResolution(NetworkInterface on, IpCounters counters, Substitute substitute) {
        this.on = on;
        this.counters = counters;
        this.substitute = substitute;
    }

    /** "Packet Reception" of RFC 826. */
    void receive(ArpPacket packet) {
        counters.count(IpCounter.ARP_RECEIVED);
        Ipv4Address sender = packet.senderAddress();
        MacAddress station = packet.senderMac();
        if (station.isMulticast() || station.equals(ArpPacket.UNKNOWN_MAC)) {
            counters.count(IpCounter.ARP_IGNORED);
            return;
        }
        boolean forUs = on.hasAddress(packet.targetAddress());
        if (on.hasAddress(sender)) {
            counters.count(IpCounter.ARP_DUPLICATE_ADDRESS);
        } else if (on.isNeighborAddress(sender) || on.neighbors().find(sender).isPresent()) {
            // One that we asked for may be of another network: a gateway outside ours, or one that stands in for it.
            on.neighbors().heard(sender, station, forUs);
        } else if (!sender.isAny()) {
            // From 0.0.0.0 somebody asks whether an address is free (RFC 5227, 2.1.1): answered, not learned.
            counters.count(IpCounter.ARP_IGNORED);
            return;
        }
        boolean request = packet.operation() == Operation.REQUEST;
        boolean forOthers = request && !forUs && !sender.isAny() && substitute.standsInFor(on, packet.targetAddress());
        if (forOthers) {
            counters.count(IpCounter.ARP_PROXY_REPLIES_SENT);
        }
        if (request && (forUs || forOthers)) {
            counters.count(IpCounter.ARP_REPLIES_SENT);
            send(station, new ArpPacket(Operation.REPLY, on.mac(), packet.targetAddress(), station, sender));
        }
    }

    /** Asks a station, or all of them, for an address. */
    void request(Ipv4Address address, MacAddress station) {
        if (on.link().isLoopback()) {
            return;
        }
        counters.count(IpCounter.ARP_REQUESTS_SENT);
        Ipv4Address own = on.sourceFor(address).orElse(Ipv4Address.ANY);
        send(station, new ArpPacket(Operation.REQUEST, on.mac(), own, ArpPacket.UNKNOWN_MAC, address));
    }

    /** Tells all stations where an address of ours is now (RFC 5227, 2.3). */
    void announce(Ipv4Address own) {
        if (on.link().isLoopback()) {
            return;
        }
        counters.count(IpCounter.ARP_REQUESTS_SENT);
        send(MacAddress.BROADCAST, new ArpPacket(Operation.REQUEST, on.mac(), own, ArpPacket.UNKNOWN_MAC, own));
    }

    private void send(MacAddress station, ArpPacket packet) {
        on.link().send(new EthernetFrame(station, on.mac(), packet));
    }
}
