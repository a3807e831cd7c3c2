/**
 * Addresses and envelopes: who a message is from and for, as <a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321 section 4.1.2</a> writes it. Values and their
 * syntax; no I/O.
 *
 * <p>Start at {@link labwire.smtp.envelope.MailAddress} and {@link labwire.smtp.envelope.Envelope}.
 */
@NullMarked
package labwire.smtp.envelope;

import org.jspecify.annotations.NullMarked;
