package labwire.netlab.cloud;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where on the workstation SOCKS5 clients find a way into the lab.
 *
 * @param listen on the workstation; port 0 for any free one
 * @param credentials that clients must give; empty: anybody who reaches the port may use it
 * @param maxConnections at once, at least 1; what comes beyond is reset
 */
public record SocksRule(InetSocketAddress listen, Optional<SocksCredentials> credentials, int maxConnections) {
    public static final int DEFAULT_MAX_CONNECTIONS = 1024;

    public SocksRule {
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException(
                    "listen address: " + listen.getHostString() + " (expected: an address, such as 127.0.0.1)");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("connections: " + maxConnections + " (expected: at least 1)");
        }
    }

    /** With {@link #DEFAULT_MAX_CONNECTIONS}. */
    public SocksRule(InetSocketAddress listen, Optional<SocksCredentials> credentials) {
        this(listen, credentials, DEFAULT_MAX_CONNECTIONS);
    }

    @Override
    public String toString() {
        return listen.getAddress().getHostAddress() + ":" + listen.getPort() + " -> any host of the lab, by SOCKS5";
    }
}
