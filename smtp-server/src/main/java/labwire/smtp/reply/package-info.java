/**
 * What servers answer: codes, enhanced codes, lines. The bottom layer; knows nothing of sessions.
 *
 * <p>Start at {@link labwire.smtp.reply.SmtpReply}.
 */
@NullMarked
package labwire.smtp.reply;

import org.jspecify.annotations.NullMarked;
