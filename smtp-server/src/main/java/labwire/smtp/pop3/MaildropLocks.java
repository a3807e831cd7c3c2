package labwire.smtp.pop3;

import java.util.TreeSet;

/** Which mailboxes are open: one session at a time (RFC 1939 section 4). Safe for any thread. */
final class MaildropLocks {

    private final TreeSet<String> held = new TreeSet<>();

    /** Whether it was free, and is held now. */
    synchronized boolean take(String mailbox) {
        return held.add(mailbox);
    }

    synchronized void release(String mailbox) {
        held.remove(mailbox);
    }
}
