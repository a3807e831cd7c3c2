package labwire.smtp.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;

/**
 * What is in each mailbox, and on its way there: for quotas, and for the number of mailboxes. A place in a mailbox is
 * taken when a recipient is named, and kept or given back when it is known what became of the message. Safe for any
 * thread.
 */
final class MailboxLedger {

    private static final class Account {
        final String mailbox;
        /** Messages in the mailbox by their base names, with their octets. */
        final TreeMap<String, Long> filed = new TreeMap<>();

        long filedBytes;
        /** Messages accepted and not yet in the mailbox. */
        int coming;

        long comingBytes;
        /** Messages of which it is not known yet whether they will be accepted. */
        int taken;

        /** Octets of those of them that are whole. */
        long claimedBytes;
        /** Whether it is on the disk, or about to be, and so counts for good. */
        boolean made;

        Account(String mailbox) {
            this.mailbox = mailbox;
        }

        long bytes() {
            return filedBytes + comingBytes + claimedBytes;
        }

        boolean isFull(MailboxQuota quota) {
            return bytes() >= quota.maxBytes() || filed.size() + coming + taken >= quota.maxMessages();
        }
    }

    private final Quotas quotas;
    private final int maxMailboxes;
    private final Consumer<String> full;
    /** By folder. */
    private final TreeMap<String, Account> accounts = new TreeMap<>();

    /** @param full hears of each folder whose quota has just kept a message out; returns at once */
    MailboxLedger(Quotas quotas, int maxMailboxes, Consumer<String> full) {
        this.quotas = quotas;
        this.maxMailboxes = maxMailboxes;
        this.full = full;
    }

    /** Takes a place in each of these mailboxes; or, with a refusal, in none. */
    synchronized Optional<SmtpReply> take(List<String> mailboxes) {
        List<String> had = new ArrayList<>();
        for (String mailbox : mailboxes) {
            Optional<SmtpReply> refusal = takeOne(mailbox);
            if (refusal.isPresent()) {
                giveBack(had, 0);
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
            account = new Account(mailbox);
            accounts.put(folder, account);
        }
        MailboxQuota quota = quotas.of(mailbox);
        if (account.isFull(quota)) {
            full.accept(folder);
            return Optional.of(quota.refusal());
        }
        account.taken++;
        return Optional.empty();
    }

    /**
     * The message is whole: claims octets for it in each of its places.
     *
     * @param elsewhere whether it has other destinations too
     * @return false, and nothing is claimed, if there is room for it in none
     */
    synchronized boolean claim(Collection<String> mailboxes, long sizeBytes, boolean elsewhere) {
        boolean room = elsewhere || mailboxes.isEmpty();
        for (String mailbox : mailboxes) {
            String folder = MailboxNames.of(mailbox);
            boolean fits =
                    sizeBytes <= quotas.of(mailbox).maxBytes() - account(folder).bytes();
            room |= fits;
            if (!fits) {
                full.accept(folder);
            }
        }
        if (room) {
            mailboxes.forEach(mailbox -> account(MailboxNames.of(mailbox)).claimedBytes += sizeBytes);
        }
        return room;
    }

    /**
     * The message came to nothing.
     *
     * @param claimedBytes in each mailbox, for a message that was whole
     */
    synchronized void giveBack(Collection<String> mailboxes, long claimedBytes) {
        for (String mailbox : mailboxes) {
            String folder = MailboxNames.of(mailbox);
            Account account = account(folder);
            account.taken--;
            account.claimedBytes -= claimedBytes;
            if (account.taken == 0 && !account.made) {
                accounts.remove(folder);
            }
        }
    }

    /** The message was accepted, and will be in its mailboxes soon. */
    synchronized void accept(Collection<String> mailboxes, long claimedBytes, long sizeBytes) {
        for (String mailbox : mailboxes) {
            Account account = account(MailboxNames.of(mailbox));
            account.taken--;
            account.claimedBytes -= claimedBytes;
        }
        expect(mailboxes, sizeBytes);
    }

    /** A message from before the start will be in its mailboxes soon. */
    synchronized void expect(Collection<String> mailboxes, long sizeBytes) {
        for (String mailbox : mailboxes) {
            Account account = accounts.computeIfAbsent(MailboxNames.of(mailbox), folder -> new Account(mailbox));
            account.coming++;
            account.comingBytes += sizeBytes;
            account.made = true;
        }
    }

    /** An expected message is in its mailbox now. */
    synchronized void filed(String folder, String baseName, long sizeBytes) {
        withdrawn(folder, sizeBytes);
        put(account(folder), baseName, sizeBytes);
    }

    /** An expected message will not come. */
    synchronized void withdrawn(String folder, long sizeBytes) {
        Account account = account(folder);
        account.coming--;
        account.comingBytes -= sizeBytes;
    }

    synchronized void deleted(String folder, String baseName) {
        Account account = account(folder);
        Long size = account.filed.remove(baseName);
        account.filedBytes -= size == null ? 0 : size;
    }

    /**
     * What was found in a mailbox.
     *
     * @return the base names of messages that were there and are no more
     */
    synchronized List<String> found(String folder, SortedMap<String, Long> sizes) {
        Account account = account(folder);
        account.made = true;
        List<String> vanished = account.filed.keySet().stream()
                .filter(name -> !sizes.containsKey(name))
                .toList();
        account.filed.clear();
        account.filedBytes = 0;
        sizes.forEach((name, size) -> put(account, name, size));
        return vanished;
    }

    private static void put(Account account, String baseName, long sizeBytes) {
        Long before = account.filed.put(baseName, sizeBytes);
        account.filedBytes += sizeBytes - (before == null ? 0 : before);
    }

    /** The octets of a message in a mailbox, as far as is known. */
    synchronized Optional<Long> size(String folder, String baseName) {
        return Optional.ofNullable(accounts.get(folder)).map(account -> account.filed.get(baseName));
    }

    /** Whether a message is in a mailbox, as far as is known. */
    boolean holds(String folder, String baseName) {
        return size(folder, baseName).isPresent();
    }

    /** The names of the mailboxes on the disk, sorted. */
    synchronized List<String> mailboxes() {
        return accounts.values().stream()
                .filter(account -> account.made)
                .map(account -> account.mailbox)
                .sorted()
                .toList();
    }

    private Account account(String folder) {
        return accounts.computeIfAbsent(folder, name -> new Account(MailboxNames.nameOf(name)));
    }
}
