/**
 * Where accepted mail is kept: a journal that sessions append to together, and Maildirs that messages are filed into
 * from there. Knows the disk and envelopes; knows nothing of SMTP or sockets.
 *
 * <pre>
 *   journal/00000001.log       accepted messages, appended and synced before their 250 (one sync for all that wait)
 *   mailboxes/NAME/{tmp,new,cur}   a Maildir for each recipient address
 *   index.log                  what is known of each message that is in all of its Maildirs
 * </pre>
 *
 * <p>A message's life: DELIVERED into the journal → acknowledged → FILED into its Maildirs (written, synced, renamed,
 * folder synced) → listed in the index (synced) → its journal segment deleted once all of its messages are. A crash at
 * any point is followed by a replay of the journal, by message id (ADR 0002).
 *
 * <p>Start at {@link labwire.smtp.store.MailStore}.
 */
@NullMarked
package labwire.smtp.store;

import org.jspecify.annotations.NullMarked;
