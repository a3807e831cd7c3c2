/**
 * Reading mailboxes by POP3 (<a href="https://www.rfc-editor.org/rfc/rfc1939">RFC 1939</a>), with CAPA (RFC 2449), STLS
 * (RFC 2595), AUTH (RFC 5034), response codes (RFC 3206) and UTF8 (RFC 6856).
 *
 * <pre>
 *   octets → LineReader → Pop3Command ─→ Pop3Session ─→ Pop3Step ─→ Pop3Driver ─→ octets
 *                                        │ LoginDialogue            │ MaildropAccess, on executors
 *                                        └ Maildrop                 └ MessageSending, piece by piece
 * </pre>
 *
 * <p>The session does no I/O: what needs the disk is a step for {@link labwire.smtp.pop3.Pop3Driver} to take. Start
 * at {@link labwire.smtp.pop3.Pop3Server}.
 */
@NullMarked
package labwire.smtp.pop3;

import org.jspecify.annotations.NullMarked;
