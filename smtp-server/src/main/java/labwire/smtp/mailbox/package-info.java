/**
 * Mailboxes as those who read them see them, behind an interface: kept as Maildirs by {@code labwire.smtp.store}.
 *
 * <p>Start at {@link labwire.smtp.mailbox.MailboxStore}.
 */
@NullMarked
package labwire.smtp.mailbox;

import org.jspecify.annotations.NullMarked;
