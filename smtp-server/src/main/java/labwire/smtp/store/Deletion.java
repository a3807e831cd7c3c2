package labwire.smtp.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import labwire.smtp.disk.Disk;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;

/** Takes messages away: from one mailbox, from the store, or out of its books after somebody else did. */
final class Deletion {

    private final Disk disk;
    private final StoreParts parts;
    private final Filing filing;
    private final MailObserver observer;

    Deletion(StoreSetup setup, StoreParts parts, Filing filing) {
        this.disk = setup.disk();
        this.observer = setup.observer();
        this.parts = parts;
        this.filing = filing;
    }

    /**
     * Deletes messages from all of their mailboxes, for good.
     *
     * @return how many there were
     */
    int delete(Collection<String> ids) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        int deleted;
        synchronized (parts.desk()) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            ids.forEach(id -> parts.register().find(id).ifPresent(entry -> entries.put(id, entry)));
            TreeSet<String> touched = new TreeSet<>();
            for (Entry entry : entries.values()) {
                if (entry.mayBeFiled()) {
                    for (String folder : Maildirs.folders(entry.summary())) {
                        parts.maildirs().maildir(folder).delete(Maildirs.baseName(entry.summary()));
                        touched.add(folder);
                    }
                }
                entry.summary().mailboxes().forEach(mailbox -> counts.merge(mailbox, 1, Integer::sum));
            }
            sync(touched);
            forget(entries.values());
            deleted = entries.size();
        }
        counts.forEach((mailbox, count) -> observer.event(new MailEvent.Deleted("", mailbox, count)));
        return deleted;
    }

    /** Deletes messages from one mailbox, for good. */
    void deleteFrom(String folder, Collection<String> baseNames) throws IOException {
        synchronized (parts.desk()) {
            Maildir maildir = parts.maildirs().maildir(folder);
            for (String baseName : baseNames) {
                maildir.delete(baseName);
            }
            sync(List.of(folder));
            baseNames.forEach(baseName -> parts.ledger().deleted(folder, baseName));
            forgetThoseNowhere(baseNames);
        }
    }

    /**
     * Looks what is in a mailbox, and honours what others did there.
     *
     * @return its messages, those first that came first
     */
    List<Maildir.Letter> look(String folder) throws IOException {
        synchronized (parts.desk()) {
            List<Maildir.Letter> letters = parts.maildirs().maildir(folder).letters();
            TreeMap<String, Long> sizes = new TreeMap<>();
            for (Maildir.Letter letter : letters) {
                Optional<Long> size = sizeOf(folder, letter);
                size.ifPresent(bytes -> sizes.put(letter.baseName(), bytes));
            }
            forgetThoseNowhere(parts.ledger().found(folder, sizes));
            return letters;
        }
    }

    private Optional<Long> sizeOf(String folder, Maildir.Letter letter) throws IOException {
        Optional<Long> known = parts.ledger()
                .size(folder, letter.baseName())
                .or(() -> Maildirs.id(letter.baseName())
                        .flatMap(parts.register()::find)
                        .map(entry -> entry.summary().sizeBytes()));
        if (known.isPresent()) {
            return known;
        }
        try {
            return Optional.of(disk.size(letter.path()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // Moved or deleted a moment ago.
        }
    }

    /** At the start: messages of the index that are in none of their mailboxes any more. */
    void forgetThoseNowhere() throws IOException {
        List<Entry> gone = new ArrayList<>();
        for (Entry entry : parts.register().all()) {
            if (entry.isFiled() && isNowhere(entry)) {
                gone.add(entry);
            }
        }
        forgetDeletedByOthers(gone);
    }

    /** Who deleted them may not have synced that; what comes back after a crash must not be in no book. */
    private void forgetDeletedByOthers(List<Entry> gone) throws IOException {
        TreeSet<String> folders = new TreeSet<>();
        gone.forEach(entry -> folders.addAll(Maildirs.folders(entry.summary())));
        sync(folders);
        forget(gone);
    }

    private void forgetThoseNowhere(Collection<String> baseNames) throws IOException {
        List<Entry> gone = new ArrayList<>();
        for (String baseName : baseNames) {
            Maildirs.id(baseName)
                    .flatMap(parts.register()::find)
                    .filter(entry -> entry.isFiled() && isNowhere(entry))
                    .ifPresent(gone::add);
        }
        forgetDeletedByOthers(gone);
    }

    private boolean isNowhere(Entry entry) {
        String baseName = Maildirs.baseName(entry.summary());
        return Maildirs.folders(entry.summary()).stream()
                .noneMatch(folder -> parts.ledger().holds(folder, baseName));
    }

    private void sync(Collection<String> folders) throws IOException {
        for (String folder : folders) {
            Maildir maildir = parts.maildirs().maildir(folder);
            if (maildir.exists()) {
                maildir.syncNew();
                maildir.syncCur();
            }
        }
    }

    private void forget(Collection<Entry> gone) throws IOException {
        if (gone.isEmpty()) {
            return;
        }
        parts.register().write(List.of(), gone);
        for (Entry entry : gone) {
            boolean filed = entry.isFiled();
            entry.setDeleted();
            MailSummary summary = entry.summary();
            for (String folder : Maildirs.folders(summary)) {
                if (filed) {
                    parts.ledger().deleted(folder, Maildirs.baseName(summary));
                } else {
                    parts.ledger().withdrawn(folder, summary.sizeBytes());
                }
            }
            if (!filed && filing.withdraw(entry)) {
                parts.journal().done(entry.position());
                parts.deleteSpooled(entry);
            }
        }
        parts.register().compact(filing.filedUpTo());
    }
}
