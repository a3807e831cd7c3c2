package labwire.smtp.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;

/**
 * What is in each mailbox, and on its way there: for quotas, and for the number of mailboxes. A place in a mailbox is
 * taken when a recipient is named, and kept or given back when it is known what became of the message. Safe for any
 * thread.
 */
final class MailboxLedger {

    private static final class Account {
        int messages;
        long bytes;
        /** Messages on their way. */
        int taken;
        /** Whether it is on the disk, or about to be, and so counts for good. */
        boolean made;
    }

    private final Quotas quotas;
    private final int maxMailboxes;
    /** By folder. */
    private final TreeMap<String, Account> accounts = new TreeMap<>();

    MailboxLedger(Quotas quotas, int maxMailboxes) {
        this.quotas = quotas;
        this.maxMailboxes = maxMailboxes;
    }

    /** Takes a place in each of these mailboxes; or, with a refusal, in none. */
    synchronized Optional<SmtpReply> take(List<String> mailboxes) {
        List<String> had = new ArrayList<>();
        for (String mailbox : mailboxes) {
            Optional<SmtpReply> refusal = takeOne(mailbox);
            if (refusal.isPresent()) {
                giveBack(had);
                return refusal;
            }
            had.add(mailbox);
        }
        return Optional.empty();
    }

    private Optional<SmtpReply> takeOne(String mailbox) {
        String folder = MailboxNames.of(mailbox);
        Account account = accounts.get(folder);
        if (account == null) {
            if (accounts.size() >= maxMailboxes) {
                return Optional.of(Refusals.NO_ROOM);
            }
            account = new Account();
            accounts.put(folder, account);
        }
        MailboxQuota quota = quotas.of(mailbox);
        if (account.bytes >= quota.maxBytes() || account.messages + account.taken >= quota.maxMessages()) {
            return Optional.of(quota.refusal());
        }
        account.taken++;
        return Optional.empty();
    }

    /** The message came to nothing. */
    synchronized void giveBack(Collection<String> mailboxes) {
        for (String mailbox : mailboxes) {
            String folder = MailboxNames.of(mailbox);
            Account account = account(folder);
            account.taken--;
            if (account.taken == 0 && !account.made) {
                accounts.remove(folder);
            }
        }
    }

    /** The message was kept. */
    synchronized void keep(Collection<String> mailboxes, long sizeBytes) {
        for (String mailbox : mailboxes) {
            Account account = account(MailboxNames.of(mailbox));
            account.taken--;
            account.messages++;
            account.bytes += sizeBytes;
            account.made = true;
        }
    }

    /** A mailbox is on the disk. */
    synchronized void made(String folder) {
        account(folder).made = true;
    }

    /** A message is in a mailbox, or on its way there since before the start. */
    synchronized void add(String folder, long sizeBytes) {
        Account account = account(folder);
        account.made = true;
        account.messages++;
        account.bytes += sizeBytes;
    }

    private Account account(String folder) {
        return accounts.computeIfAbsent(folder, name -> new Account());
    }
}
