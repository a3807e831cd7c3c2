package labwire.netlab.stack;

import java.util.Optional;
import labwire.netlab.stack.ip6.Ip6Layer;
import labwire.netlab.stack.tcp.TcpOutput;
import labwire.netlab.stack.udp.UdpOutput;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Segmentation;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;

/** What TCP and UDP send, given to the IP of the destination's family. */
final class TransportOutput implements TcpOutput, UdpOutput {
    private final IpOutput ipv4;
    private final Ip6Layer ipv6;
    private boolean segmentationOffload = true;

    TransportOutput(IpOutput ipv4, Ip6Layer ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    @Override
    public Optional<IpAddress> sourceFor(IpAddress destination) {
        return destination instanceof Ipv4Address to
                ? ipv4.sourceFor(to).map(address -> address)
                : ipv6.sourceFor((Ipv6Address) destination).map(address -> address);
    }

    @Override
    public boolean isBroadcast(IpAddress address) {
        return address instanceof Ipv4Address to && ipv4.isBroadcast(to);
    }

    @Override
    public int maximumTransmissionUnit(IpAddress destination) {
        return destination instanceof Ipv4Address to
                ? ipv4.maximumTransmissionUnit(to)
                : ipv6.maximumTransmissionUnit((Ipv6Address) destination);
    }

    @Override
    public boolean hasAddress(IpAddress address) {
        return address instanceof Ipv4Address own ? ipv4.hasAddress(own) : ipv6.hasAddress((Ipv6Address) address);
    }

    @Override
    public void doubt(IpAddress destination) {
        if (destination instanceof Ipv4Address to) {
            ipv4.doubt(to);
        } else {
            ipv6.doubt((Ipv6Address) destination);
        }
    }

    /** Whether super-segments leave TCP in one piece. */
    void segmentationOffload(boolean on) {
        segmentationOffload = on;
    }

    @Override
    public void send(
            IpAddress source,
            IpAddress destination,
            int trafficClass,
            int timeToLive,
            int label,
            Bytes options,
            TcpSegment segment) {
        boolean whole = segmentationOffload || segment.wireCount() == 1;
        if (source instanceof Ipv4Address from && destination instanceof Ipv4Address to) {
            Ipv4Packet packet = ipv4.packet(from, to, trafficClass, timeToLive, label, options, segment);
            if (whole) {
                ipv4.send(packet);
            } else {
                Segmentation.split(packet, ipv4::send);
            }
        } else if (source instanceof Ipv6Address from && destination instanceof Ipv6Address to) {
            if (whole) {
                ipv6.send(from, to, trafficClass, timeToLive, label, segment);
            } else {
                Segmentation.split(segment, each -> ipv6.send(from, to, trafficClass, timeToLive, label, each));
            }
        }
    }

    /** IPv4 alone. */
    @Override
    public void loopBack(IpAddress source, IpAddress group, int trafficClass, int timeToLive, UdpDatagram datagram) {
        if (source instanceof Ipv4Address from && group instanceof Ipv4Address to) {
            ipv4.loopBack(from, to, trafficClass, timeToLive, datagram);
        }
    }

    @Override
    public void send(
            IpAddress source,
            IpAddress destination,
            int trafficClass,
            int timeToLive,
            Bytes options,
            UdpDatagram datagram) {
        if (source instanceof Ipv4Address from && destination instanceof Ipv4Address to) {
            ipv4.send(from, to, trafficClass, timeToLive, options, datagram);
        } else if (source instanceof Ipv6Address from && destination instanceof Ipv6Address to) {
            ipv6.send(from, to, trafficClass, timeToLive, datagram);
        }
    }
}
