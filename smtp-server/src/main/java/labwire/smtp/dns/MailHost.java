package labwire.smtp.dns;

/**
 * A host that takes mail for a domain (<a href="https://www.rfc-editor.org/rfc/rfc5321#section-5.1">RFC 5321 section
 * 5.1</a>).
 *
 * @param preference lower ones are tried first
 * @param name of the host, without a dot at its end; empty for the null MX of <a
 *     href="https://www.rfc-editor.org/rfc/rfc7505">RFC 7505</a>
 */
public record MailHost(int preference, String name) {}
