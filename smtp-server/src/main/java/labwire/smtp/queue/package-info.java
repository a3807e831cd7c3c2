/**
 * Mail for elsewhere: the durable queue, when to try again, and what became of each recipient.
 *
 * <pre>
 *   queue/messages/ID     the message, trace header included
 *   queue/00000001.log    what was added, tried, held and done (checksummed records, written anew when it has grown)
 * </pre>
 *
 * <p>Start at {@link labwire.smtp.queue.RelayQueue}, the contract, and {@link labwire.smtp.queue.DurableQueue}.
 */
@NullMarked
package labwire.smtp.queue;

import org.jspecify.annotations.NullMarked;
