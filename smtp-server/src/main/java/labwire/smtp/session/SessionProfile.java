package labwire.smtp.session;

/**
 * What sessions of one listener have in common.
 *
 * @param serverName the name the server goes by, in its greeting and trace headers
 * @param tls how TLS comes in
 * @param requireTls whether mail is taken under TLS alone: 530 before STARTTLS
 * @param auth whether AUTH is offered, or asked for
 * @param plaintextAuth whether mechanisms that show the password are offered without TLS too
 */
public record SessionProfile(
        String serverName,
        Role role,
        TlsMode tls,
        boolean requireTls,
        AuthMode auth,
        boolean plaintextAuth,
        SmtpLimits limits) {

    public SessionProfile {
        if (requireTls && tls == TlsMode.NONE) {
            throw new IllegalArgumentException("TLS: required, and none (expected: STARTTLS or implicit TLS)");
        }
    }

    /** A listener for mail from anyone: AUTH where there are mechanisms, nothing asked for. */
    public static SessionProfile of(String serverName, TlsMode tls, SmtpLimits limits) {
        return new SessionProfile(serverName, Role.MX, tls, false, AuthMode.OPTIONAL, false, limits);
    }

    boolean isLmtp() {
        return role == Role.LMTP;
    }

    /** The protocol's name in transcripts and events. */
    public String protocolName() {
        return isLmtp() ? "lmtp" : "smtp";
    }
}
