package labwire.smtp.delivery;

import java.util.Optional;

/**
 * How a message came in: what the trace header and the log need.
 *
 * @param sessionId of the session, which log lines and transcripts name
 * @param serverName the name this server goes by
 * @param clientName what the client said in HELO, EHLO or LHLO
 * @param clientAddress the client's IP address as text; no name is looked up for it
 * @param tls the TLS version and cipher suite, empty in plain text
 * @param user who the client is authenticated as
 */
public record Provenance(
        String sessionId,
        String serverName,
        String clientName,
        String clientAddress,
        Protocol protocol,
        Optional<String> tls,
        Optional<String> user) {

    /** Of a message that the server wrote itself, because of one that came by the session named. */
    public static Provenance local(String sessionId, String serverName) {
        return new Provenance(
                sessionId, serverName, serverName, "127.0.0.1", Protocol.LOCAL, Optional.empty(), Optional.empty());
    }

    /**
     * The protocol's keyword for the trace header, from <a href="https://www.rfc-editor.org/rfc/rfc3848">RFC 3848</a>,
     * and, for internationalised mail, <a href="https://www.rfc-editor.org/rfc/rfc6531#section-4.3">RFC 6531 section
     * 4.3</a>. There is none for HELO under TLS.
     */
    public String keyword(boolean smtpUtf8) {
        String suffix = (tls.isPresent() ? "S" : "") + (user.isPresent() ? "A" : "");
        return switch (protocol) {
            case SMTP -> "SMTP";
            case ESMTP -> (smtpUtf8 ? "UTF8SMTP" : "ESMTP") + suffix;
            case LOCAL -> "local";
            case LMTP -> (smtpUtf8 ? "UTF8LMTP" : "LMTP") + suffix;
        };
    }
}
