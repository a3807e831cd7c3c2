package labwire.smtp;

import java.net.InetAddress;
import java.util.List;
import labwire.smtp.protocol.SmtpServices;
import labwire.smtp.session.SmtpLimits;

/**
 * What a mail server is started with.
 *
 * @param hostName the name it goes by, in its greeting and trace headers
 * @param address to listen at
 * @param listeners the ports
 * @param services whom the sessions turn to: TLS, hooks, users, transcripts, observers
 * @param limits of the sessions, over all ports
 */
public record MailServerConfig(
        String hostName, InetAddress address, List<Listener> listeners, SmtpServices services, SmtpLimits limits) {

    public MailServerConfig {
        listeners = List.copyOf(listeners);
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("listeners: none (expected: one or more)");
        }
    }

    /** The standard ports and the default limits. */
    public static MailServerConfig of(String hostName, InetAddress address, SmtpServices services) {
        return new MailServerConfig(hostName, address, Listener.STANDARD, services, SmtpLimits.DEFAULTS);
    }

    public MailServerConfig withListeners(List<Listener> other) {
        return new MailServerConfig(hostName, address, other, services, limits);
    }

    public MailServerConfig withLimits(SmtpLimits other) {
        return new MailServerConfig(hostName, address, listeners, services, other);
    }
}
