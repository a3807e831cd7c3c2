package labwire.netlab.device;

import labwire.netlab.stack.IpCounter;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.PacketObserver;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Packet;

/** What {@code debug ip packet} and {@code debug ip icmp} report, one line a packet. */
final class PacketLog implements PacketObserver {
    static final String PACKETS = "ip packet";
    static final String ICMP = "ip icmp";

    private final SystemLog log;

    PacketLog(SystemLog log) {
        this.log = log;
    }

    @Override
    public void received(NetworkInterface arrival, Ipv4Packet packet) {
        if (log.debugging(PACKETS)) {
            report("IP: s=" + packet.source() + " (" + arrival.name() + "), d=" + packet.destination() + ", len "
                    + packet.length() + ", rcvd 3");
        }
        icmp(packet, "rcvd");
    }

    @Override
    public void sent(NetworkInterface departure, Ipv4Packet packet) {
        if (log.debugging(PACKETS)) {
            report("IP: s=" + packet.source() + " (local), d=" + packet.destination() + " (" + departure.name()
                    + "), len " + packet.length() + ", sending");
        }
        icmp(packet, "sent");
    }

    @Override
    public void forwarded(NetworkInterface arrival, NetworkInterface departure, Ipv4Packet packet) {
        if (log.debugging(PACKETS)) {
            report("IP: s=" + packet.source() + " (" + arrival.name() + "), d=" + packet.destination() + " ("
                    + departure.name() + "), len " + packet.length() + ", forward");
        }
    }

    @Override
    public void dropped(NetworkInterface arrival, Ipv4Packet packet, IpCounter reason) {
        if (log.debugging(PACKETS)) {
            report("IP: s=" + packet.source() + " (" + arrival.name() + "), d=" + packet.destination() + ", len "
                    + packet.length() + (reason == IpCounter.FILTERED ? ", access denied" : ", unroutable"));
        }
    }

    private void icmp(Ipv4Packet packet, String way) {
        if (packet.payload() instanceof IcmpMessage message && log.debugging(ICMP)) {
            String text = "ICMP: " + kind(message) + " " + way + ", src " + packet.source() + ", dst "
                    + packet.destination() + ", topology BASE, dscp " + (packet.typeOfService() >> 2) + " topoid 0";
            log.debug(ICMP, () -> text);
        }
    }

    private static String kind(IcmpMessage message) {
        return switch (message.type()) {
            case IcmpMessage.ECHO_REQUEST -> "echo";
            case IcmpMessage.ECHO_REPLY -> "echo reply";
            case IcmpMessage.DESTINATION_UNREACHABLE -> "dst unreachable (code " + message.code() + ")";
            case IcmpMessage.TIME_EXCEEDED -> "time exceeded";
            case IcmpMessage.REDIRECT -> "redirect";
            default -> "type " + message.type();
        };
    }

    private void report(String text) {
        log.debug(PACKETS, () -> text);
    }
}
