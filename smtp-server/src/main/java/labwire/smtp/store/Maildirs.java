package labwire.smtp.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.DiskFile;

/**
 * The mailboxes, each a Maildir: a message is written and synced in {@code tmp} and then renamed into {@code new}, so
 * that what is seen in {@code new} is always whole; a reader moves it on to {@code cur}. One thread at a time files;
 * any may read.
 */
final class Maildirs {

    private static final String FOLDER = "mailboxes";

    private final Disk disk;
    /** Mailboxes whose folders are known to be on the disk for good. */
    private final TreeSet<String> made = new TreeSet<>();

    private final TreeSet<String> unsynced = new TreeSet<>();

    private Maildirs(Disk disk) {
        this.disk = disk;
    }

    /** Opens the mailboxes, and clears away what a crash left half written. */
    static Maildirs open(Disk disk) throws IOException {
        disk.makeFolder(FOLDER);
        for (String name : disk.list(FOLDER)) {
            String tmp = FOLDER + "/" + name + "/tmp";
            if (disk.exists(tmp)) {
                for (String leftover : disk.list(tmp)) {
                    disk.delete(tmp + "/" + leftover);
                }
            }
        }
        return new Maildirs(disk);
    }

    /** The names of the mailboxes there are. */
    static List<String> names(Disk disk) throws IOException {
        return disk.list(FOLDER);
    }

    /**
     * Files a message into one mailbox. Its name in the folder lasts from the next {@link #sync()} on.
     *
     * @param mayBeThere whether an earlier attempt may have filed it
     */
    void file(MailSummary summary, String mailboxName, byte[] content, boolean mayBeThere) throws IOException {
        String mailbox = FOLDER + "/" + MailboxNames.of(mailboxName);
        make(mailbox);
        unsynced.add(mailbox + "/new");
        if (mayBeThere && find(mailbox, summary).isPresent()) {
            unsynced.add(mailbox + "/cur"); // It may be there, moved by a reader who did not sync.
            return;
        }
        String tmp = mailbox + "/tmp/" + fileName(summary);
        if (mayBeThere && disk.exists(tmp)) {
            disk.delete(tmp);
        }
        try (DiskFile file = disk.create(tmp)) {
            file.append(ByteBuffer.wrap(content));
            file.sync();
        }
        disk.rename(tmp, mailbox + "/new/" + fileName(summary));
    }

    private void make(String mailbox) throws IOException {
        if (made.contains(mailbox)) {
            return;
        }
        disk.makeFolder(mailbox);
        disk.makeFolder(mailbox + "/tmp");
        disk.makeFolder(mailbox + "/new");
        disk.makeFolder(mailbox + "/cur");
        disk.syncFolder(mailbox);
        disk.syncFolder(FOLDER);
        made.add(mailbox);
    }

    /** Makes the names of everything filed so far last. */
    void sync() throws IOException {
        while (!unsynced.isEmpty()) {
            disk.syncFolder(unsynced.first());
            unsynced.pollFirst();
        }
    }

    /** A filed message's octets; empty if a reader has deleted it. */
    Optional<byte[]> content(MailSummary summary) throws IOException {
        for (String mailbox : summary.mailboxes()) {
            Optional<String> path = find(FOLDER + "/" + MailboxNames.of(mailbox), summary);
            if (path.isPresent()) {
                try {
                    return Optional.of(disk.read(path.get(), 0, Math.toIntExact(summary.sizeBytes())));
                } catch (NoSuchFileException e) {
                    // Moved or deleted between the look and the read: another mailbox's copy is as good.
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> find(String mailbox, MailSummary summary) throws IOException {
        String name = fileName(summary);
        if (disk.exists(mailbox + "/new/" + name)) {
            return Optional.of(mailbox + "/new/" + name);
        }
        if (!disk.exists(mailbox + "/cur")) {
            return Optional.empty();
        }
        // A reader appends flags: NAME:2,S
        return disk.list(mailbox + "/cur").stream()
                .filter(there -> there.equals(name) || there.startsWith(name + ":"))
                .findFirst()
                .map(there -> mailbox + "/cur/" + there);
    }

    /** A Maildir file's usual name: seconds, something unique, and a host. */
    private static String fileName(MailSummary summary) {
        return summary.acceptedAt().getEpochSecond() + "." + summary.id() + ".labwire";
    }
}
