package labwire.dash.player.http;

import javax.net.ssl.SSLEngine;

/** Makes a client's TLS engine for each connection. */
@FunctionalInterface
public interface TlsEngines {
    SSLEngine newEngine(String host, int port);
}
