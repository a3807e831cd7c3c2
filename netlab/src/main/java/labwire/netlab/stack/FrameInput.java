package labwire.netlab.stack;

import java.util.List;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.stack.ip6.Ip6Layer;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VlanTag;

/** The frames that arrive at one interface: those for it go to ARP or IP, the others are counted and dropped. */
final class FrameInput implements LinkListener {
    private final NetworkInterface on;
    private final AddressResolution arp;
    private final IpInput ip;
    private final Ip6Layer ipv6;
    private final Ip6Interface ip6;
    private final IpCounters counters;

    FrameInput(
            NetworkInterface on,
            AddressResolution arp,
            IpInput ip,
            Ip6Layer ipv6,
            Ip6Interface ip6,
            IpCounters counters) {
        this.on = on;
        this.arp = arp;
        this.ip = ip;
        this.ipv6 = ipv6;
        this.ip6 = ip6;
        this.counters = counters;
    }

    @Override
    public void linkChanged(boolean up) {
        on.linkChanged();
    }

    @Override
    public void frameReceived(EthernetFrame frame) {
        MacAddress mac = on.mac();
        boolean toGroup = frame.destination().value() != mac.value();
        if (toGroup && !frame.destination().isMulticast()) {
            counters.count(IpCounter.FRAME_FOR_OTHERS);
        } else if (!on.isEnabled()) {
            counters.count(IpCounter.INTERFACE_DOWN);
        } else if (frame.source().isMulticast() || frame.source().value() == mac.value() && !on.isLoopback()) {
            counters.count(IpCounter.FRAME_BAD_SOURCE);
        } else if (!isUntagged(frame.tags())) {
            counters.count(IpCounter.FRAME_TAGGED);
        } else if (frame.payload() instanceof Ipv4Packet packet) {
            ip.receive(on, packet, toGroup);
        } else if (frame.payload() instanceof ArpPacket packet) {
            arp.receive(packet);
        } else if (frame.payload() instanceof Ipv6Packet packet && ip6.isEnabled()) {
            ipv6.receive(ip6, packet);
        } else {
            counters.count(IpCounter.FRAME_UNKNOWN_PROTOCOL);
        }
    }

    /** VLAN 0 gives a frame a priority and no VLAN (802.1Q, 6.9.1). */
    private static boolean isUntagged(List<VlanTag> tags) {
        return tags.isEmpty() || tags.size() == 1 && tags.get(0).vlanId() == 0;
    }
}
