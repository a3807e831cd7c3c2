package labwire.netlab.stack.tcp;

import labwire.netlab.wire.Ipv4Address;

/**
 * The two ends that name a connection.
 *
 * @param addresses the local one in the upper half, the remote one in the lower
 * @param ports likewise, 16 bits each
 */
record ConnectionKey(long addresses, int ports) {
    static ConnectionKey of(Ipv4Address local, int localPort, Ipv4Address remote, int remotePort) {
        return new ConnectionKey(addresses(local, remote), ports(localPort, remotePort));
    }

    static long addresses(Ipv4Address local, Ipv4Address remote) {
        return (long) local.value() << 32 | Integer.toUnsignedLong(remote.value());
    }

    static int ports(int localPort, int remotePort) {
        return localPort << 16 | remotePort;
    }

    Ipv4Address localAddress() {
        return new Ipv4Address((int) (addresses >>> 32));
    }

    Ipv4Address remoteAddress() {
        return new Ipv4Address((int) addresses);
    }

    int localPort() {
        return ports >>> 16;
    }

    int remotePort() {
        return ports & 0xFFFF;
    }
}
