/**
 * The SMTP session of <a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321</a> without I/O: octets are read into
 * command lines and message text, a command gives a reply and what to do next. No socket, no clock, no thread.
 *
 * <pre>
 *   octets → LineReader → SmtpLine → CommandSyntax → SmtpCommand ┐
 *          → DotReader  → message text ─────────────────────────────┴→ SmtpSession → Step (an SmtpReply, and then?)
 * </pre>
 *
 * <p>Start at {@link labwire.smtp.session.SmtpSession}.
 */
@NullMarked
package labwire.smtp.session;

import org.jspecify.annotations.NullMarked;
