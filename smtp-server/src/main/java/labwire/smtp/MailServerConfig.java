package labwire.smtp;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Executor;
import labwire.smtp.session.SmtpLimits;
import labwire.tls.ServerTls;

/**
 * What a mail server is started with.
 *
 * @param hostName the name it goes by, in its greeting and trace headers
 * @param address to listen at
 * @param listeners the ports
 * @param tls for STARTTLS and implicit TLS
 * @param tlsTasks runs the long steps of TLS handshakes; {@code Runnable::run} keeps them on the event loop, as virtual
 *     time wants
 * @param limits of the sessions, over all ports
 */
public record MailServerConfig(
        String hostName,
        InetAddress address,
        List<Listener> listeners,
        ServerTls tls,
        Executor tlsTasks,
        SmtpLimits limits) {

    public MailServerConfig {
        listeners = List.copyOf(listeners);
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("listeners: none (expected: one or more)");
        }
    }

    /** The standard ports and the default limits. */
    public static MailServerConfig of(String hostName, InetAddress address, ServerTls tls, Executor tlsTasks) {
        return new MailServerConfig(hostName, address, Listener.STANDARD, tls, tlsTasks, SmtpLimits.DEFAULTS);
    }

    public MailServerConfig withListeners(List<Listener> other) {
        return new MailServerConfig(hostName, address, other, tls, tlsTasks, limits);
    }

    public MailServerConfig withLimits(SmtpLimits other) {
        return new MailServerConfig(hostName, address, listeners, tls, tlsTasks, other);
    }
}
