package labwire.smtp.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import labwire.smtp.disk.Disk;

/** The mailboxes, each a {@link Maildir} in a folder of its own. Any thread may read; one at a time files and deletes. */
final class Maildirs {

    private static final String FOLDER = "mailboxes";
    private static final String SUFFIX = ".labwire";

    private final Disk disk;
    /** Mailboxes whose folders are known to be on the disk for good. */
    private final ConcurrentSkipListSet<String> made = new ConcurrentSkipListSet<>();

    private Maildirs(Disk disk) {
        this.disk = disk;
    }

    /** Opens the mailboxes, and clears away what a crash left half written. */
    static Maildirs open(Disk disk) throws IOException {
        disk.makeFolder(FOLDER);
        Maildirs maildirs = new Maildirs(disk);
        for (String folder : maildirs.folders()) {
            maildirs.maildir(folder).clearTmp();
        }
        return maildirs;
    }

    /** The folders of the mailboxes there are, sorted. */
    List<String> folders() throws IOException {
        return disk.list(FOLDER);
    }

    Maildir maildir(String folder) {
        return new Maildir(disk, FOLDER + "/" + folder);
    }

    /** The mailbox in this folder, made for good if it was not there. */
    Maildir makeSure(String folder) throws IOException {
        Maildir maildir = maildir(folder);
        if (!made.contains(folder)) {
            maildir.make();
            disk.syncFolder(FOLDER);
            made.add(folder);
        }
        return maildir;
    }

    /** Something is wrong with a mailbox: perhaps somebody took it away. */
    void doubt(String folder) {
        made.remove(folder);
    }

    /** A filed message's octets; empty if it was deleted from all its mailboxes. */
    Optional<InputStream> open(MailSummary summary) throws IOException {
        for (String folder : folders(summary)) {
            Maildir maildir = maildir(folder);
            Optional<Maildir.Letter> letter = maildir.find(baseName(summary));
            for (int looks = 0; letter.isPresent() && looks < 2; looks++) {
                try {
                    return Optional.of(disk.read(letter.get().path()));
                } catch (NoSuchFileException e) {
                    letter = maildir.find(baseName(summary)); // Moved or deleted between the look and the reading.
                }
            }
        }
        return Optional.empty();
    }

    /** The folders of the mailboxes that a message goes into, each once. */
    static List<String> folders(MailSummary summary) {
        TreeSet<String> folders = new TreeSet<>();
        summary.mailboxes().forEach(mailbox -> folders.add(MailboxNames.of(mailbox)));
        return List.copyOf(folders);
    }

    /** A Maildir file's usual name: seconds, something unique, and a host. */
    static String baseName(MailSummary summary) {
        return summary.acceptedAt().getEpochSecond() + "." + summary.id() + SUFFIX;
    }

    /** The id of the message that a file of ours holds; empty for files of other programs. */
    static Optional<String> id(String baseName) {
        int dot = baseName.indexOf('.');
        return dot >= 0 && baseName.endsWith(SUFFIX) && dot < baseName.length() - SUFFIX.length()
                ? Optional.of(baseName.substring(dot + 1, baseName.length() - SUFFIX.length()))
                : Optional.empty();
    }
}
