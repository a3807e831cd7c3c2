package labwire.netlab.stack.tcp;

import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Packet;

/**
 * The two ends that name a connection, both of one family.
 *
 * @param ports the local one in the upper half, the remote one in the lower, 16 bits each
 */
record ConnectionKey(IpAddress localAddress, IpAddress remoteAddress, int ports) {
    static ConnectionKey of(IpAddress local, int localPort, IpAddress remote, int remotePort) {
        return new ConnectionKey(local, remote, ports(localPort, remotePort));
    }

    static int ports(int localPort, int remotePort) {
        return localPort << 16 | remotePort;
    }

    int localPort() {
        return ports >>> 16;
    }

    int remotePort() {
        return ports & 0xFFFF;
    }

    boolean isBetween(IpAddress local, IpAddress remote) {
        return remoteAddress.equals(remote) && localAddress.equals(local);
    }

    /** Bytes of the IP header that its packets have, without options and extensions. */
    int ipHeaderLength() {
        return switch (remoteAddress.family()) {
            case IPV4 -> Ipv4Packet.HEADER_LENGTH;
            case IPV6 -> Ipv6Packet.HEADER_LENGTH;
        };
    }
}
