package labwire.smtp.protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Who may say, by the PROXY protocol, for whom it connects: load balancers, by address. Each of them must say so on every
 * connection; nobody else may.
 */
public record ProxyPeers(List<InetAddress> addresses) {

    /** Nobody. */
    public static final ProxyPeers NONE = new ProxyPeers(List.of());

    public ProxyPeers {
        addresses = List.copyOf(addresses);
    }

    boolean include(SocketAddress peer) {
        return peer instanceof InetSocketAddress socket
                && socket.getAddress() != null
                && addresses.contains(socket.getAddress());
    }
}
