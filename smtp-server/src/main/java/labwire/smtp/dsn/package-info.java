/**
 * What a sender is told about a message: delivery status notifications (<a
 * href="https://www.rfc-editor.org/rfc/rfc3464">RFC 3464</a>, and for addresses beyond ASCII <a
 * href="https://www.rfc-editor.org/rfc/rfc6533">RFC 6533</a>). Text out of values; no I/O but the reading of the message.
 *
 * <p>Start at {@link labwire.smtp.dsn.StatusReport}.
 */
@NullMarked
package labwire.smtp.dsn;

import org.jspecify.annotations.NullMarked;
