package labwire.smtp.pop3;

import java.net.InetAddress;
import java.util.List;
import labwire.tls.ServerTls;

/**
 * What a POP3 server is started with.
 *
 * @param hostName the name it goes by, in its greeting
 * @param address to listen at
 * @param tls for STLS and implicit TLS
 * @param plaintextAuth whether passwords are taken without TLS, where everybody can listen
 * @param limits of the sessions, over all ports
 */
public record Pop3Config(
        String hostName,
        InetAddress address,
        List<Pop3Listener> listeners,
        ServerTls tls,
        boolean plaintextAuth,
        Pop3Limits limits) {

    public Pop3Config {
        listeners = List.copyOf(listeners);
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("listeners: none (expected: one or more)");
        }
    }
}
