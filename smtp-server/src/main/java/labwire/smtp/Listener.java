package labwire.smtp;

import java.util.List;
import labwire.smtp.protocol.ProxyPeers;
import labwire.smtp.session.AuthMode;
import labwire.smtp.session.Role;
import labwire.smtp.session.SessionProfile;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.TlsMode;

/**
 * A port to listen on.
 *
 * @param port 0 for any free one
 * @param requireTls whether mail is taken under TLS alone
 * @param auth whether AUTH is offered, or asked for
 * @param plaintextAuth whether mechanisms that show the password are offered without TLS too
 * @param proxies who must say, by the PROXY protocol, for whom they connect
 */
public record Listener(
        int port,
        TlsMode tls,
        Role role,
        boolean requireTls,
        AuthMode auth,
        boolean plaintextAuth,
        ProxyPeers proxies) {

    /** The ports of <a href="https://www.rfc-editor.org/rfc/rfc8314">RFC 8314</a>: 25, 587 and 465. */
    public static final List<Listener> STANDARD =
            List.of(new Listener(25, TlsMode.STARTTLS), submission(587), submissions(465));

    public Listener {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
        if (requireTls && tls == TlsMode.NONE) {
            throw new IllegalArgumentException("TLS at port " + port + ": required, and none (expected: some)");
        }
    }

    /** For mail from anyone: AUTH is offered where there are mechanisms, nothing is asked for. */
    public Listener(int port, TlsMode tls) {
        this(port, tls, Role.MX, false, AuthMode.OPTIONAL, false, ProxyPeers.NONE);
    }

    /** For users' programs, with STARTTLS; asks for nothing yet. */
    public static Listener submission(int port) {
        return new Listener(port, TlsMode.STARTTLS).withRole(Role.SUBMISSION);
    }

    /** For users' programs, under TLS from the start. */
    public static Listener submissions(int port) {
        return new Listener(port, TlsMode.IMPLICIT).withRole(Role.SUBMISSION);
    }

    /** For a server that hands mail on for final delivery. */
    public static Listener lmtp(int port) {
        return new Listener(port, TlsMode.STARTTLS).withRole(Role.LMTP);
    }

    public Listener withRole(Role other) {
        return new Listener(port, tls, other, requireTls, auth, plaintextAuth, proxies);
    }

    public Listener withRequireTls(boolean required) {
        return new Listener(port, tls, role, required, auth, plaintextAuth, proxies);
    }

    public Listener withAuth(AuthMode mode) {
        return new Listener(port, tls, role, requireTls, mode, plaintextAuth, proxies);
    }

    public Listener withPlaintextAuth(boolean allowed) {
        return new Listener(port, tls, role, requireTls, auth, allowed, proxies);
    }

    public Listener withProxies(ProxyPeers peers) {
        return new Listener(port, tls, role, requireTls, auth, plaintextAuth, peers);
    }

    SessionProfile profile(String serverName, SmtpLimits limits) {
        return new SessionProfile(serverName, role, tls, requireTls, auth, plaintextAuth, limits);
    }
}
