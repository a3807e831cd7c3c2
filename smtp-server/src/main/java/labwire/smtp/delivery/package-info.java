/**
 * The contract by which a session hands a message on: {@code start → addRecipient → body → commit | abort}. One
 * contract for whatever is behind it: mailboxes now, a queue and a relay to come.
 *
 * <p>Start at {@link labwire.smtp.delivery.DeliveryTarget}.
 */
@NullMarked
package labwire.smtp.delivery;

import org.jspecify.annotations.NullMarked;
