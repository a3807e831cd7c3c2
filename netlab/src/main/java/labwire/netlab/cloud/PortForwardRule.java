package labwire.netlab.cloud;

import java.net.InetSocketAddress;

/**
 * Which port of the workstation leads where in the lab.
 *
 * @param listen on the workstation; port 0 for any free one
 * @param host in the lab: a name or an IPv4 address
 * @param port on that host, 1 to 65535
 * @param maxConnections connections at once, at least 1; what comes beyond is reset
 */
public record PortForwardRule(InetSocketAddress listen, String host, int port, int maxConnections) {
    public static final int DEFAULT_MAX_CONNECTIONS = 1024;

    public PortForwardRule {
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException(
                    "listen address: " + listen.getHostString() + " (expected: an address, such as 127.0.0.1)");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1-65535)");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("connections: " + maxConnections + " (expected: at least 1)");
        }
    }

    /** With {@link #DEFAULT_MAX_CONNECTIONS}. */
    public PortForwardRule(InetSocketAddress listen, String host, int port) {
        this(listen, host, port, DEFAULT_MAX_CONNECTIONS);
    }

    @Override
    public String toString() {
        return listen.getAddress().getHostAddress() + ":" + listen.getPort() + " -> " + host + ":" + port;
    }
}
