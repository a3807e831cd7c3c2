/**
 * Where accepted mail is kept: a journal that sessions append to together, and Maildirs that messages are filed into
 * from there. Knows the disk and envelopes; knows nothing of SMTP or sockets.
 *
 * <pre>
 *   journal/00000001.log           accepted messages, appended and synced before their 250 (one sync for all that wait)
 *   spool/1                        a large message, from its first octets until it is filed
 *   mailboxes/NAME/{tmp,new,cur}   a Maildir for each mailbox
 *   index.log                      what is known of each message that is in all of its mailboxes
 * </pre>
 *
 * <p>A message's life: DELIVERED into the journal (a large one into the spool, and its name into the journal) →
 * acknowledged → FILED into its mailboxes and the relay queue → listed in the index → its journal segment deleted once all
 * of its messages are → DELETED from its mailboxes, by whomever, and from the index. A crash at any point is followed by a
 * replay of the journal, by message id (ADRs 2 and 10).
 *
 * <p>Start at {@link labwire.smtp.store.MailStore}.
 */
@NullMarked
package labwire.smtp.store;

import org.jspecify.annotations.NullMarked;
