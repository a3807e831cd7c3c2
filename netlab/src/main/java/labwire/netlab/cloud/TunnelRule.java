package labwire.netlab.cloud;

import java.net.InetSocketAddress;

/**
 * A tunnel's two ends on the real network.
 *
 * @param encapsulation how a datagram carries a frame
 * @param local where datagrams arrive
 * @param remote where they are sent; only datagrams from this address are taken, and, without a header to tell one
 *     tunnel from another, only from this port
 */
public record TunnelRule(Encapsulation encapsulation, InetSocketAddress local, InetSocketAddress remote)
        implements OutsideRule {
    public TunnelRule {
        if (remote.isUnresolved() || remote.getPort() == 0) {
            throw new IllegalArgumentException("remote: " + remote + " (expected: an address and a port from 1)");
        }
    }

    boolean isFrom(InetSocketAddress sender) {
        boolean samePort = encapsulation instanceof Encapsulation.Vxlan || sender.getPort() == remote.getPort();
        return samePort && sender.getAddress().equals(remote.getAddress());
    }

    @Override
    public String kind() {
        return encapsulation.toString();
    }

    @Override
    public String where() {
        return remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }

    @Override
    public String toString() {
        return kind() + " to " + where();
    }
}
