package labwire.smtp.session;

/**
 * Where a session comes from.
 *
 * @param clientAddress the client's IP address as text
 * @param serverPort the port it came to
 */
public record SessionOrigin(String sessionId, String clientAddress, int serverPort) {}
