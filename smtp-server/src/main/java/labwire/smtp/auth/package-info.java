/**
 * Who a client is: users and their secrets, and the SASL mechanisms of <a
 * href="https://www.rfc-editor.org/rfc/rfc4422">RFC 4422</a> without I/O, for SMTP and POP3. Knows no protocol above it.
 *
 * <pre>
 *   UsersFile ─→ UserTable ┐
 *                AnyUser ──┴→ Users ─→ Sasl ─→ SaslExchange: PLAIN, LOGIN, CRAM-MD5, SCRAM-SHA-256(-PLUS) ─→ SaslStep
 * </pre>
 *
 * <p>Start at {@link labwire.smtp.auth.Sasl}, and for where users come from at {@link labwire.smtp.auth.UsersFile}.
 */
@NullMarked
package labwire.smtp.auth;

import org.jspecify.annotations.NullMarked;
