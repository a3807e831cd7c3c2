package labwire.smtp.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import labwire.smtp.delivery.TraceHeader;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.queue.QueuedMessage;
import labwire.smtp.queue.RelayQueue;

/**
 * Moves acknowledged messages from the journal into their Maildirs and the relay queue, a batch at a time. What cannot be filed now stays
 * in the journal and is tried again later: nothing is lost, it is only not in its mailbox yet.
 */
final class Filer {

    private final Journal journal;
    private final Maildirs maildirs;
    private final MailIndex index;
    private final RelayQueue queue;
    private final MailObserver observer;
    private final int maxBatch;
    /** Guarded by itself. */
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();

    Filer(Journal journal, Maildirs maildirs, MailIndex index, RelayQueue queue, MailObserver observer, int maxBatch) {
        this.journal = journal;
        this.maildirs = maildirs;
        this.index = index;
        this.queue = queue;
        this.observer = observer;
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
                file(entry);
            }
            maildirs.sync();
            queue.sync();
            index.add(batch.stream().map(Entry::summary).toList());
        } catch (IOException | RuntimeException e) {
            putBack(batch);
            throw e;
        }
        for (Entry entry : batch) {
            entry.setFiled();
            journal.filed(entry.position());
            tell(entry.summary());
        }
    }

    private void file(Entry entry) throws IOException {
        MailSummary summary = entry.summary();
        byte[] content = journal.content(entry.position());
        for (String mailbox : summary.mailboxes()) {
            maildirs.file(summary, mailbox, content, entry.mayBeFiled());
        }
        List<Recipient> elsewhere = summary.elsewhere();
        if (!elsewhere.isEmpty()) {
            int skipped = TraceHeader.returnPathBytes(summary.envelope());
            Envelope envelope =
                    new Envelope(summary.envelope().sender(), summary.envelope().options(), elsewhere);
            queue.add(
                    new QueuedMessage(
                            summary.id(),
                            summary.sessionId(),
                            summary.acceptedAt(),
                            envelope,
                            summary.sizeBytes() - skipped),
                    () -> new ByteArrayInputStream(content, skipped, content.length - skipped));
        }
    }

    private void tell(MailSummary summary) {
        for (String mailbox : summary.mailboxes()) {
            observer.event(new MailEvent.Filed(summary.sessionId(), summary.id(), mailbox));
        }
        int elsewhere = summary.elsewhere().size();
        if (elsewhere > 0) {
            observer.event(new MailEvent.Queued(summary.sessionId(), summary.id(), elsewhere));
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
