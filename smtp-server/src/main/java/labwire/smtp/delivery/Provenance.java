package labwire.smtp.delivery;

import java.util.Optional;

/**
 * How a message came in: what the trace header needs.
 *
 * @param serverName the name this server goes by
 * @param clientName what the client said in HELO or EHLO
 * @param clientAddress the client's IP address as text; no name is looked up for it
 * @param extended whether the client greeted with EHLO
 * @param tls the TLS version and cipher suite, empty in plain text
 */
public record Provenance(
        String serverName, String clientName, String clientAddress, boolean extended, Optional<String> tls) {

    /**
     * The protocol's keyword for the trace header, from <a href="https://www.rfc-editor.org/rfc/rfc3848">RFC 3848</a>,
     * which has none for HELO under TLS.
     */
    public String protocol() {
        if (!extended) {
            return "SMTP";
        }
        return tls.isPresent() ? "ESMTPS" : "ESMTP";
    }
}
