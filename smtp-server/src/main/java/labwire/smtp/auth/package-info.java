/**
 * Who a client is: users and their secrets, and the SASL mechanisms of <a
 * href="https://www.rfc-editor.org/rfc/rfc4422">RFC 4422</a> without I/O, for SMTP and POP3.
 *
 * <p>Start at {@link labwire.smtp.auth.Sasl}.
 */
@NullMarked
package labwire.smtp.auth;

import org.jspecify.annotations.NullMarked;
