package labwire.smtp.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import labwire.smtp.delivery.TraceHeader;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.queue.QueuedMessage;

/**
 * Files a batch of messages: each into its mailboxes and into the relay queue, then all into the index, and only then out
 * of the journal. The slow steps of a batch, the syncs, go side by side.
 */
final class Filer {

    /** Tasks that help with the syncs of a batch. */
    private static final int MAX_HELPERS = 15;

    private final StoreSetup setup;
    private final StoreParts parts;

    Filer(StoreSetup setup, StoreParts parts) {
        this.setup = setup;
        this.parts = parts;
    }

    /**
     * Files what can be filed.
     *
     * @param done given those that are through, in the order of the batch; returns up to which message all are
     * @return why some were not; empty if all were
     */
    Optional<IOException> file(List<Entry> batch, Function<List<Entry>, String> done) {
        synchronized (parts.desk()) {
            List<FiledCopy> copies = new ArrayList<>();
            List<Entry> deleted = new ArrayList<>();
            for (Entry entry : batch) {
                if (entry.isDeleted()) {
                    deleted.add(entry);
                } else {
                    copies.add(new FiledCopy(entry, setup.disk(), parts));
                }
            }
            copies.forEach(FiledCopy::write);
            sideBySide(copies, FiledCopy::sync);
            copies.forEach(FiledCopy::place);
            FolderSyncs.of(copies, parts.maildirs()).run(setup.diskWork(), MAX_HELPERS);
            enqueue(copies);
            index(copies);
            List<Entry> through = new ArrayList<>(deleted);
            for (FiledCopy copy : copies) {
                if (copy.failure().isEmpty()) {
                    copy.entry().setFiled();
                    through.add(copy.entry());
                }
            }
            through.sort((one, other) -> one.id().compareTo(other.id()));
            String upTo = done.apply(through);
            copies.forEach(this::conclude);
            for (Entry entry : deleted) {
                parts.journal().done(entry.position());
                parts.deleteSpooled(entry);
            }
            parts.register().compact(upTo);
            return copies.stream().flatMap(copy -> copy.failure().stream()).findFirst();
        }
    }

    private void sideBySide(List<FiledCopy> copies, Function<FiledCopy, SideBySide.Step> step) {
        List<FiledCopy> open = copies.stream().filter(FiledCopy::needsSync).toList();
        List<Optional<IOException>> failures =
                SideBySide.run(open.stream().map(step).toList(), setup.diskWork(), MAX_HELPERS);
        for (int i = 0; i < open.size(); i++) {
            failures.get(i).ifPresent(open.get(i)::fail);
        }
    }

    private void enqueue(List<FiledCopy> copies) {
        List<FiledCopy> relayed = new ArrayList<>();
        for (FiledCopy copy : copies) {
            if (copy.failure().isEmpty() && !copy.entry().summary().elsewhere().isEmpty()) {
                try {
                    add(copy.entry());
                    relayed.add(copy);
                } catch (IOException e) {
                    copy.fail(e);
                }
            }
        }
        if (!relayed.isEmpty()) {
            try {
                setup.queue().sync();
            } catch (IOException e) {
                relayed.forEach(copy -> copy.fail(e));
            }
        }
    }

    private void add(Entry entry) throws IOException {
        MailSummary summary = entry.summary();
        List<Recipient> elsewhere = summary.elsewhere();
        int skipped = TraceHeader.returnPathBytes(summary.envelope());
        Envelope envelope =
                new Envelope(summary.envelope().sender(), summary.envelope().options(), elsewhere);
        QueuedMessage message = new QueuedMessage(
                summary.id(), summary.sessionId(), summary.acceptedAt(), envelope, summary.sizeBytes() - skipped);
        setup.queue().add(message, () -> {
            InputStream in = parts.unfiled(entry);
            in.skipNBytes(skipped);
            return in;
        });
    }

    /** What went elsewhere alone is through, and not kept. */
    private void index(List<FiledCopy> copies) {
        List<FiledCopy> filed =
                copies.stream().filter(copy -> copy.failure().isEmpty()).toList();
        if (filed.isEmpty()) {
            return;
        }
        List<Entry> kept = new ArrayList<>();
        List<Entry> gone = new ArrayList<>();
        for (FiledCopy copy : filed) {
            (copy.entry().summary().mailboxes().isEmpty() ? gone : kept).add(copy.entry());
        }
        try {
            parts.register().write(kept, gone);
        } catch (IOException e) {
            filed.forEach(copy -> copy.fail(e));
        }
    }

    private void conclude(FiledCopy copy) {
        Entry entry = copy.entry();
        MailSummary summary = entry.summary();
        if (copy.failure().isPresent()) {
            entry.setMayBeFiled();
            Maildirs.folders(summary).forEach(parts.maildirs()::doubt);
            return;
        }
        parts.journal().done(entry.position());
        parts.deleteSpooled(entry);
        for (String folder : Maildirs.folders(summary)) {
            parts.ledger().filed(folder, Maildirs.baseName(summary), summary.sizeBytes());
        }
        for (String mailbox : summary.mailboxes()) {
            setup.observer().event(new MailEvent.Filed(summary.sessionId(), summary.id(), mailbox));
        }
    }
}
