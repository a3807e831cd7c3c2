package labwire.smtp.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import labwire.smtp.disk.Disk;
import labwire.smtp.mailbox.MailboxMessage;
import labwire.smtp.mailbox.MailboxStore;

/** The Maildirs as mailboxes to be read. A message's uid is its file's base name, or the hash of one that is too long. */
final class MaildirMailboxes implements MailboxStore {

    private final Disk disk;
    private final StoreParts parts;
    private final Deletion deletion;

    MaildirMailboxes(Disk disk, StoreParts parts, Deletion deletion) {
        this.disk = disk;
        this.parts = parts;
        this.deletion = deletion;
    }

    @Override
    public List<String> names() {
        return parts.ledger().mailboxes();
    }

    @Override
    public List<MailboxMessage> list(String mailbox) throws IOException {
        String folder = MailboxNames.of(mailbox);
        if (!parts.maildirs().maildir(folder).exists()) {
            return List.of();
        }
        List<MailboxMessage> messages = new ArrayList<>();
        for (Maildir.Letter letter : deletion.look(folder)) {
            Optional<Long> size = parts.ledger().size(folder, letter.baseName());
            size.ifPresent(bytes -> messages.add(new MailboxMessage(letter.uid(), bytes)));
        }
        return messages;
    }

    @Override
    public Optional<InputStream> read(String mailbox, String uid) throws IOException {
        Maildir maildir = parts.maildirs().maildir(MailboxNames.of(mailbox));
        Optional<Maildir.Letter> letter = maildir.withUid(uid);
        for (int looks = 0; letter.isPresent() && looks < 2; looks++) {
            try {
                return Optional.of(disk.read(letter.get().path()));
            } catch (NoSuchFileException e) {
                letter = maildir.withUid(uid); // Moved or deleted between the look and the reading.
            }
        }
        return Optional.empty();
    }

    @Override
    public void delete(String mailbox, Collection<String> uids) throws IOException {
        String folder = MailboxNames.of(mailbox);
        TreeSet<String> wanted = new TreeSet<>(uids);
        List<String> baseNames = new ArrayList<>();
        for (Maildir.Letter letter : parts.maildirs().maildir(folder).letters()) {
            if (wanted.contains(letter.uid())) {
                baseNames.add(letter.baseName());
            }
        }
        deletion.deleteFrom(folder, baseNames);
    }
}
