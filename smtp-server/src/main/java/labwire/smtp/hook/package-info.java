/**
 * Questions that a session asks before it goes on, and who answers them. Each answer may take its time: the session
 * reads nothing meanwhile.
 *
 * <pre>
 *   connection → greeting → [AUTH] → MAIL → RCPT … → DATA → end of message
 *        └──────────┴─────────┴────────┴──────┴────────┴──────┴──→ Inquiry → Hook → Decision
 * </pre>
 *
 * <p>Start at {@link labwire.smtp.hook.Hook}.
 */
@NullMarked
package labwire.smtp.hook;

import org.jspecify.annotations.NullMarked;
