package labwire.smtp.session;

/**
 * What sessions of one listener have in common.
 *
 * @param serverName the name the server goes by, in its greeting and trace headers
 * @param startTls whether STARTTLS is offered while a session is in plain text
 */
public record SessionProfile(String serverName, SmtpLimits limits, boolean startTls) {}
