package labwire.smtp.store;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.SerialTask;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.queue.RelayQueue;
import labwire.smtp.reply.Refusals;
import labwire.smtp.route.Router;

/**
 * The durable store of accepted mail. Safe for any thread; what touches the disk runs on the executor given to {@link
 * #open}, except where a method says that it blocks.
 *
 * <p>Sessions share syncs: while one batch of messages is being written and synced, those that come in meanwhile gather
 * for the next (group commit). A receipt is given only after the sync of its batch.
 */
public final class MailStore implements DeliveryTarget {

    private static final int MAX_BATCHES_WHILE_SETTLING = 4;

    private final StoreLimits limits;
    private final InstantSource clock;
    private final MessageIds ids;
    private final Router router;
    private final RelayQueue queue;
    private final MailObserver observer;
    private final MailboxLedger ledger;
    private final Waiters waiters;
    private final Journal journal;
    private final MailIndex index;
    private final Maildirs maildirs;
    private final Filer filer;
    private final SerialTask committing;
    private final SerialTask filing;
    private final AtomicLong heldBytes = new AtomicLong();
    private final ConcurrentSkipListMap<String, Entry> entries = new ConcurrentSkipListMap<>();

    private final Recovery recovery;

    private final Object lock = new Object();
    /** Guarded by lock. */
    private final ArrayDeque<Submission> submitted = new ArrayDeque<>();
    /** Guarded by lock. */
    private final List<Promise<Void>> settling = new ArrayList<>();
    /** Guarded by lock. */
    private int batchesWhileSettling;
    /** Submitted and not yet committed. Guarded by lock. */
    private int committingCount;

    private MailStore(StoreSetup setup) throws IOException {
        Disk disk = setup.disk();
        this.limits = setup.limits();
        this.clock = setup.clock();
        this.router = setup.router();
        this.queue = setup.queue();
        this.observer = setup.observer();
        this.ledger = new MailboxLedger(setup.quotas(), limits.maxMailboxes());
        this.waiters = new Waiters(limits.maxWaiters());
        this.ids = new MessageIds(clock);
        this.index = MailIndex.open(disk, this::addIndexed);
        this.maildirs = Maildirs.open(disk);
        List<Entry> replayed = new ArrayList<>();
        this.journal = Journal.open(disk, limits.segmentBytes(), (summary, position) -> {
            ids.sawEarlier(summary.id());
            if (entries.containsKey(summary.id())) {
                return false;
            }
            Entry entry = Entry.replayed(summary, position);
            entries.put(summary.id(), entry);
            replayed.add(entry);
            return true;
        });
        disk.syncFolder("");
        Maildirs.names(disk).forEach(ledger::made);
        for (Entry entry : entries.values()) {
            entry.summary()
                    .mailboxes()
                    .forEach(mailbox ->
                            ledger.add(MailboxNames.of(mailbox), entry.summary().sizeBytes()));
        }
        this.filer = new Filer(journal, maildirs, index, queue, observer, limits.maxFilingBatch());
        replayed.forEach(filer::add);
        this.recovery = new Recovery(replayed.size(), journal.tornBytes());
        this.committing = new SerialTask(setup.diskWork(), this::commitBatch);
        this.filing = new SerialTask(setup.diskWork(), this::fileBatch);
    }

    private void addIndexed(MailSummary summary) {
        ids.sawEarlier(summary.id());
        entries.put(summary.id(), Entry.indexed(summary));
    }

    /** Opens a store with a mailbox for every address and nothing for elsewhere; see {@link #open(StoreSetup)}. */
    public static MailStore open(Disk disk, Executor diskWork, InstantSource clock) throws IOException {
        return open(StoreSetup.of(disk, diskWork, clock));
    }

    /**
     * Opens the store, and takes up what it left off at: messages in the journal that are not where they are to go are
     * filed soon. Blocks.
     */
    public static MailStore open(StoreSetup setup) throws IOException {
        MailStore store = new MailStore(setup);
        store.filing.poke();
        return store;
    }

    /** What opening the store found to do. */
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public Delivery start(Provenance provenance, Optional<MailAddress> sender, SenderOptions options, Runnable ready) {
        HeldText text = new HeldText(heldBytes, limits.maxHeldBytes());
        return new StoreDelivery(this, router, queue, ledger, provenance, sender, options, text);
    }

    /** The newest messages kept, at most {@code atMost}, in the order of their acceptance. */
    public List<MailSummary> list(int atMost) {
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

    /** What is known of the message with this id. */
    public Optional<MailSummary> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::summary);
    }

    /**
     * Waits for a message. Completes with the newest one kept that matches, or with the next accepted one that does; never
     * by itself if none comes, so that the caller cancels it when it has waited enough. Fails with a {@link
     * java.util.concurrent.RejectedExecutionException} if {@link StoreLimits#maxWaiters} wait already.
     *
     * @param wanted run on this thread and on those of disk work; returns soon
     */
    public Future<MailSummary> await(Predicate<MailSummary> wanted, EventExecutor executor) {
        return waiters.add(
                wanted,
                executor,
                () -> entries.descendingMap().values().stream()
                        .map(Entry::summary)
                        .filter(wanted)
                        .findFirst());
    }

    /**
     * Has a listener told of every message accepted from now on, in order, on a thread for disk work; it returns soon.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<MailSummary> listener) {
        return waiters.listen(listener);
    }

    /** The message's octets as a stream, which the caller closes; otherwise as {@link #content}. */
    public Optional<InputStream> read(String id) throws IOException {
        return content(id).map(ByteArrayInputStream::new);
    }

    /** The message's octets, trace header included; empty if there is none of this id or its file is gone. Blocks. */
    public Optional<byte[]> content(String id) throws IOException {
        Entry entry = entries.get(id);
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.isFiled()) {
            try {
                return Optional.of(journal.content(entry.position()));
            } catch (NoSuchFileException e) {
                // Filed a moment ago, and its segment deleted.
                if (!entry.isFiled()) {
                    throw e;
                }
            }
        }
        return maildirs.content(entry.summary());
    }

    /**
     * Completes once every message submitted so far is committed, and those that wait to be filed are, or the first {@value
     * #MAX_BATCHES_WHILE_SETTLING} batches of them: a stop is not held up by a slow disk. The rest is safe in the journal
     * and is filed after the next start. Fails if the disk does not let messages be filed; they are safe then too.
     */
    public Future<Void> settle(EventExecutor executor) {
        Promise<Void> settled = executor.newPromise();
        synchronized (lock) {
            settling.add(settled);
        }
        if (!filing.poke()) {
            settled.tryFailure(new IOException("the executor for disk work has ended"));
        }
        return settled;
    }

    /** Closes the files; to be called once, when the store is settled and no session uses it any more. Blocks. */
    public void close() throws IOException {
        journal.close();
        index.close();
    }

    void submit(Submission submission) {
        boolean room;
        synchronized (lock) {
            room = entries.size() + committingCount < limits.maxMessages();
            if (room) {
                enqueue(submission);
            }
        }
        if (!room) {
            submission.refuse(Refusals.NO_ROOM, "the store holds " + limits.maxMessages() + " messages");
        } else if (!committing.poke() && dequeue(submission)) {
            submission.refuse(Refusals.STORE_DOWN, "the executor for disk work has ended");
        }
    }

    /** Only with the lock held: ids must be in the order of the queue. */
    private void enqueue(Submission submission) {
        submission.stamp(ids.next(), clock.instant());
        committingCount++;
        submitted.add(submission);
    }

    private boolean dequeue(Submission submission) {
        synchronized (lock) {
            boolean waiting = submitted.remove(submission);
            if (waiting) {
                committingCount--;
            }
            return waiting;
        }
    }

    private void commitBatch() {
        List<Submission> batch = new ArrayList<>();
        synchronized (lock) {
            long bytes = 0;
            while (!submitted.isEmpty() && bytes < limits.maxBatchBytes()) {
                batch.add(submitted.remove());
                bytes += batch.get(batch.size() - 1).sizeBytes();
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        List<MailSummary> accepted = new ArrayList<>();
        Committer.commit(journal, batch, entry -> {
            entries.put(entry.summary().id(), entry);
            filer.add(entry);
            accepted.add(entry.summary());
        });
        boolean more;
        synchronized (lock) {
            committingCount -= batch.size();
            more = !submitted.isEmpty();
        }
        if (more) {
            committing.poke();
        }
        filing.poke();
        accepted.forEach(this::tell);
    }

    private void tell(MailSummary summary) {
        observer.event(new MailEvent.Accepted(
                summary.sessionId(),
                summary.id(),
                summary.envelope().senderText(),
                summary.envelope().recipients().size(),
                summary.sizeBytes()));
        waiters.accepted(summary);
    }

    private void fileBatch() {
        Optional<IOException> failure = Optional.empty();
        try {
            filer.fileBatch();
        } catch (IOException e) {
            // Tried again after the next accepted message; what waits is safe in the journal.
            failure = Optional.of(e);
        }
        boolean more = failure.isEmpty() && !filer.isDone();
        List<Promise<Void>> settled = List.of();
        synchronized (lock) {
            // A commit under way will have its messages filed, and comes by here again.
            if (!settling.isEmpty() && committingCount == 0) {
                batchesWhileSettling++;
                if (!more || batchesWhileSettling >= MAX_BATCHES_WHILE_SETTLING) {
                    more = false;
                    settled = List.copyOf(settling);
                    settling.clear();
                    batchesWhileSettling = 0;
                }
            }
        }
        if (more) {
            filing.poke();
        }
        for (Promise<Void> promise : settled) {
            if (failure.isPresent()) {
                promise.tryFailure(failure.get());
            } else {
                promise.trySuccess(null);
            }
        }
    }
}
