package labwire.smtp.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import labwire.smtp.disk.Disk;

/**
 * The messages that are kept: in memory, where any thread may look, and in the index, which one thread at a time writes.
 */
final class MessageRegister implements Closeable {

    private final ConcurrentSkipListMap<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final MailIndex index;

    private MessageRegister(Disk disk, MessageIds ids, int minCompactedRecords) throws IOException {
        index = MailIndex.open(disk, minCompactedRecords, new MailIndex.Reader() {
            @Override
            public void kept(MailSummary summary) {
                ids.sawEarlier(summary.id());
                entries.put(summary.id(), Entry.indexed(summary));
            }

            @Override
            public void gone(String id) {
                ids.sawEarlier(id);
                entries.remove(id);
            }

            @Override
            public void floor(String id) {
                ids.sawEarlier(id);
            }
        });
    }

    /** Opens the index. */
    static MessageRegister open(Disk disk, MessageIds ids, int minCompactedRecords) throws IOException {
        return new MessageRegister(disk, ids, minCompactedRecords);
    }

    /** Whether a message found in the journal has been filed, and perhaps deleted since. */
    boolean isDone(String id) {
        return entries.containsKey(id) || index.isGone(id);
    }

    /** Takes up a message that the journal holds. */
    void add(Entry entry) {
        entries.put(entry.id(), entry);
    }

    Optional<Entry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    int size() {
        return entries.size();
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** The newest, at most {@code atMost}, the oldest of them first. */
    List<MailSummary> newest(int atMost) {
        List<MailSummary> newest = new ArrayList<>();
        for (Entry entry : entries.descendingMap().values()) {
            if (newest.size() >= atMost) {
                break;
            }
            newest.add(entry.summary());
        }
        Collections.reverse(newest);
        return newest;
    }

    Optional<MailSummary> newest(Predicate<MailSummary> wanted) {
        return entries.descendingMap().values().stream()
                .map(Entry::summary)
                .filter(wanted)
                .findFirst();
    }

    /**
     * Lists messages in the index as filed and others as gone, safely; or with an exception none of them. Those gone are
     * forgotten here too.
     */
    void write(Collection<Entry> filed, Collection<Entry> gone) throws IOException {
        List<MailIndex.Gone> goneRecords = gone.stream()
                .map(entry -> new MailIndex.Gone(entry.id(), entry.isFiled()))
                .toList();
        index.write(filed.stream().map(Entry::summary).toList(), goneRecords);
        gone.forEach(entry -> entries.remove(entry.id()));
    }

    /**
     * Writes the index anew if half of it is of messages gone. If that fails the old one stays in use, and this is tried
     * again after more has gone.
     *
     * @param filedUpTo a message up to which, in the order of ids, all were filed
     */
    void compact(String filedUpTo) {
        if (index.isHalfDead()) {
            try {
                index.compact(
                        entries.values().stream()
                                .filter(Entry::isFiled)
                                .map(Entry::summary)
                                .toList(),
                        filedUpTo);
            } catch (IOException e) {
                index.compactionFailed();
            }
        }
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
