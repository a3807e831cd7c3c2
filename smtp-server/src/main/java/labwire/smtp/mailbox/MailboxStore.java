package labwire.smtp.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The mailboxes of a server. Safe for any thread; every method blocks on the disk, so none is for an event loop. */
public interface MailboxStore {

    /** The names of the mailboxes there are, sorted. */
    List<String> names() throws IOException;

    /** The messages of a mailbox in the order of their arrival; none if there is no such mailbox. */
    List<MailboxMessage> list(String mailbox) throws IOException;

    /** A message's octets; empty if it is gone. */
    Optional<InputStream> read(String mailbox, String uid) throws IOException;

    /** Removes messages for good: once this returns they do not come back after a crash. Those gone already are no error. */
    void delete(String mailbox, Collection<String> uids) throws IOException;
}
