package labwire.smtp.pop3;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import labwire.smtp.hook.Manner;

/**
 * What a POP3 server is started with.
 *
 * @param hostName the name it goes by, in its greeting
 * @param address to listen at
 * @param tls makes a server's engine for a connection, with the certificate that the manner asks for
 * @param plaintextAuth whether passwords are taken without TLS, where everybody can listen
 * @param limits of the sessions, over all ports
 */
public record Pop3Config(
        String hostName,
        InetAddress address,
        List<Pop3Listener> listeners,
        Function<Manner, SSLEngine> tls,
        boolean plaintextAuth,
        Pop3Limits limits) {

    public Pop3Config {
        listeners = List.copyOf(listeners);
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("listeners: none (expected: one or more)");
        }
    }
}
