package labwire.smtp.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import labwire.smtp.envelope.MailAddress;

/**
 * Moves acknowledged messages from the journal into their Maildirs, a batch at a time. What cannot be filed now stays
 * in the journal and is tried again later: nothing is lost, it is only not in its mailbox yet.
 */
final class Filer {

    private final Journal journal;
    private final Maildirs maildirs;
    private final MailIndex index;
    private final int maxBatch;
    /** Guarded by itself. */
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();

    Filer(Journal journal, Maildirs maildirs, MailIndex index, int maxBatch) {
        this.journal = journal;
        this.maildirs = maildirs;
        this.index = index;
        this.maxBatch = maxBatch;
    }

    void add(Entry entry) {
        synchronized (waiting) {
            waiting.add(entry);
        }
    }

    boolean isDone() {
        synchronized (waiting) {
            return waiting.isEmpty();
        }
    }

    /** Files one batch. With an exception, all of the batch is waiting again. */
    void fileBatch() throws IOException {
        List<Entry> batch = takeBatch();
        if (batch.isEmpty()) {
            return;
        }
        try {
            for (Entry entry : batch) {
                byte[] content = journal.content(entry.position());
                for (MailAddress recipient : entry.summary().envelope().addresses()) {
                    maildirs.file(entry.summary(), recipient, content, entry.mayBeFiled());
                }
            }
            maildirs.sync();
            index.add(batch.stream().map(Entry::summary).toList());
        } catch (IOException | RuntimeException e) {
            putBack(batch);
            throw e;
        }
        for (Entry entry : batch) {
            entry.setFiled();
            journal.filed(entry.position());
        }
    }

    private List<Entry> takeBatch() {
        List<Entry> batch = new ArrayList<>();
        synchronized (waiting) {
            while (!waiting.isEmpty() && batch.size() < maxBatch) {
                batch.add(waiting.remove());
            }
        }
        return batch;
    }

    private void putBack(List<Entry> batch) {
        synchronized (waiting) {
            for (int i = batch.size() - 1; i >= 0; i--) {
                batch.get(i).setMayBeFiled();
                waiting.addFirst(batch.get(i));
            }
        }
    }
}
