/**
 * SMTP sessions on Netty channels. One handler drives a {@link labwire.smtp.session.SmtpSession} and moves octets:
 *
 * <pre>
 *   socket ⇄ [SslHandler, from the start or since STARTTLS] ⇄ SmtpConnection ⇄ SmtpSession
 * </pre>
 *
 * <p>One handler, not a decoder and an encoder and a business handler, because what the next octets are (a command line,
 * message text, a TLS record, or nobody's business until a message is kept) depends on the reply to those before.
 *
 * <p>Start at {@link labwire.smtp.protocol.SmtpServerInitializer}.
 */
@NullMarked
package labwire.smtp.protocol;

import org.jspecify.annotations.NullMarked;
