/**
 * A mail server: SMTP in, mail kept durably in Maildirs. Runs on any Netty transport, the lab's or the machine's own,
 * from the same code.
 *
 * <pre>
 *   MailServer ─ protocol ─ session ─ delivery ─ store ─ disk        client: a small SMTP client
 *   (bind)       (Netty)    (RFC 5321) (contract) (Maildir)          message: reading MIME;  envelope: addresses
 * </pre>
 *
 * <p>Start at {@link labwire.smtp.MailServer}.
 */
@NullMarked
package labwire.smtp;

import org.jspecify.annotations.NullMarked;
