/**
 * Mail for elsewhere: the durable queue, when to try again, and what became of each recipient.
 *
 * <p>Start at {@link labwire.smtp.queue.RelayQueue}.
 */
@NullMarked
package labwire.smtp.queue;

import org.jspecify.annotations.NullMarked;
