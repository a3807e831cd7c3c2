package labwire.gateway.mail;

import labwire.smtp.MailSystem;

/**
 * A mail system, and where it runs.
 *
 * @param host its name in the lab; the mail system's own name without a lab
 */
public record ServedMail(String host, MailSystem system) {}
