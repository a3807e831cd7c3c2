package labwire.smtp.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a store keeps mail in.
 *
 * @param desk held by whoever changes mailboxes or the index: filing and deletion
 */
record StoreParts(
        Object desk, Journal journal, MessageRegister register, Maildirs maildirs, Spool spool, MailboxLedger ledger) {

    boolean isSpooled(Entry entry) {
        return !entry.position().spoolFile().isEmpty();
    }

    /** The octets of a message that is not filed yet. */
    InputStream unfiled(Entry entry) throws IOException {
        return isSpooled(entry)
                ? spool.read(entry.position().spoolFile())
                : new ByteArrayInputStream(journal.content(entry.position()));
    }

    /** A message is through, and needs its spool file no more. What cannot be deleted now is at the next start. */
    void deleteSpooled(Entry entry) {
        if (isSpooled(entry)) {
            try {
                spool.delete(entry.position().spoolFile());
            } catch (IOException e) {
                spool.leftOver();
            }
        }
    }
}
