package labwire.smtp.hook;

import java.util.Optional;
import labwire.smtp.envelope.MailAddress;

/**
 * What is known of a session when a question is asked.
 *
 * @param sessionId unique in its server for ever
 * @param clientAddress the client's IP address as text, that which the PROXY protocol gave if it is in use
 * @param serverPort the port the client came to
 * @param clientName from HELO, EHLO or LHLO; empty before
 * @param tls the TLS version and cipher suite
 * @param user who the client is authenticated as
 * @param sender of the transaction under way; empty before MAIL and for the null reverse-path
 */
public record SessionFacts(
        String sessionId,
        String clientAddress,
        int serverPort,
        String clientName,
        Optional<String> tls,
        Optional<String> user,
        Optional<MailAddress> sender) {}
