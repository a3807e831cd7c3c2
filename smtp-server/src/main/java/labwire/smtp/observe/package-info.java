/**
 * What happened, for logs and metrics: one id from connection to delivery.
 *
 * <p>Start at {@link labwire.smtp.observe.MailObserver}.
 */
@NullMarked
package labwire.smtp.observe;

import org.jspecify.annotations.NullMarked;
