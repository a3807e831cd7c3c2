package labwire.smtp.store;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.SerialTask;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.mailbox.MailboxStore;

/**
 * The durable store of accepted mail. Safe for any thread; what touches the disk runs on the executor that it was opened
 * with, except where a method says that it blocks.
 *
 * <p>Its parts, in the order of a message's way: {@link StoreDelivery} and {@link SpooledText} take it in, {@link Intake}
 * commits it to the {@link Journal}, {@link Filing} has it put where it is to go, {@link Deletion} takes it away.
 */
public final class MailStore implements DeliveryTarget {

    private final StoreSetup setup;
    private final StoreParts parts;
    private final HeldMemory memory;
    private final Waiters waiters;
    private final Filing filing;
    private final Intake intake;
    private final Deletion deletion;
    private final MailboxStore mailboxes;
    private final Recovery recovery;
    /** Folders whose quota kept a message out: perhaps somebody has deleted messages there. */
    private final ConcurrentSkipListSet<String> doubted = new ConcurrentSkipListSet<>();

    private MailStore(StoreSetup setup) throws IOException {
        this.setup = setup;
        Disk disk = setup.disk();
        StoreLimits limits = setup.limits();
        MessageIds ids = new MessageIds(setup.clock());
        MessageRegister register = MessageRegister.open(disk, ids, limits.minCompactedRecords());
        Maildirs maildirs = Maildirs.open(disk);
        Spool spool = Spool.open(disk);
        List<Entry> replayed = new ArrayList<>();
        Journal journal = Journal.open(disk, limits.segmentBytes(), (summary, position) -> {
            ids.sawEarlier(summary.id());
            if (register.isDone(summary.id())) {
                return false;
            }
            Entry entry = Entry.replayed(summary, position);
            register.add(entry);
            replayed.add(entry);
            return true;
        });
        TreeSet<String> spooled = new TreeSet<>();
        replayed.forEach(entry -> spooled.add(entry.position().spoolFile()));
        spool.clear(spooled);
        disk.syncFolder("");
        SerialTask looking = new SerialTask(setup.diskWork(), this::lookAtDoubted);
        MailboxLedger ledger = new MailboxLedger(setup.quotas(), limits.maxMailboxes(), folder -> {
            doubted.add(folder);
            looking.poke();
        });
        this.parts = new StoreParts(new Object(), journal, register, maildirs, spool, ledger);
        this.memory = new HeldMemory(limits.maxHeldBytes());
        this.waiters = new Waiters(limits.maxWaiters());
        this.filing = new Filing(new Filer(setup, parts), setup.diskWork(), limits.maxFilingBatch(), setup.timer());
        this.intake = new Intake(setup, ids, journal, register, filing, waiters, new Reporting(setup, parts));
        this.filing.feedsFrom(intake::isUnderWay, intake::goOn);
        this.deletion = new Deletion(setup, parts, filing);
        this.mailboxes = new MaildirMailboxes(disk, parts, deletion);
        this.recovery = new Recovery(replayed.size(), journal.tornBytes());
        replayed.forEach(filing::add);
        count(replayed);
    }

    private void count(List<Entry> replayed) throws IOException {
        for (String folder : parts.maildirs().folders()) {
            deletion.look(folder);
        }
        for (Entry entry : replayed) {
            MailSummary summary = entry.summary();
            parts.ledger().expect(summary.mailboxes(), summary.sizeBytes());
        }
        deletion.forgetThoseNowhere();
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
        return new StoreDelivery(setup, parts, intake, memory, provenance, sender, options, ready);
    }

    /** The newest messages kept, at most {@code atMost}, in the order of their acceptance. */
    public List<MailSummary> list(int atMost) {
        return parts.register().newest(atMost);
    }

    /** What is known of the message with this id. */
    public Optional<MailSummary> find(String id) {
        return parts.register().find(id).map(Entry::summary);
    }

    /** Messages accepted and not yet where they are to go. */
    public int backlog() {
        return filing.backlog();
    }

    /**
     * Waits for a message. Completes with the newest one kept that matches, or with the next accepted one that does; never
     * by itself if none comes, so that the caller cancels it when it has waited enough. Fails with a {@link
     * java.util.concurrent.RejectedExecutionException} if {@link StoreLimits#maxWaiters} wait already.
     *
     * @param wanted run on this thread and on those of disk work; returns soon
     */
    public Future<MailSummary> await(Predicate<MailSummary> wanted, EventExecutor executor) {
        return waiters.add(wanted, executor, () -> parts.register().newest(wanted));
    }

    /**
     * Has a listener told of every message accepted from now on, in order, on a thread for disk work; it returns soon.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<MailSummary> listener) {
        return waiters.listen(listener);
    }

    /**
     * The message's octets, trace header included, which the caller closes; empty if there is none of this id or it was
     * deleted. Blocks.
     */
    public Optional<InputStream> read(String id) throws IOException {
        Optional<Entry> entry = parts.register().find(id);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (!entry.get().isFiled()) {
            try {
                return Optional.of(parts.unfiled(entry.get()));
            } catch (NoSuchFileException e) {
                // Filed or deleted a moment ago.
            }
        }
        return parts.maildirs().open(entry.get().summary());
    }

    /** All of {@link #read} at once. Blocks. */
    public Optional<byte[]> content(String id) throws IOException {
        Optional<InputStream> octets = read(id);
        if (octets.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = octets.get()) {
            return Optional.of(in.readAllBytes());
        }
    }

    /** The mailboxes, for those who read them. */
    public MailboxStore mailboxes() {
        return mailboxes;
    }

    /**
     * Deletes messages from all of their mailboxes, for good. One that was not handed to the relay queue yet is not sent
     * either. Blocks.
     *
     * @return how many there were
     */
    public int delete(Collection<String> ids) throws IOException {
        return deletion.delete(ids);
    }

    /**
     * Deletes all messages that are kept now. Blocks.
     *
     * @return how many there were
     */
    public int clear() throws IOException {
        return delete(parts.register().all().stream().map(Entry::id).toList());
    }

    private void lookAtDoubted() {
        for (String folder = doubted.pollFirst(); folder != null; folder = doubted.pollFirst()) {
            try {
                deletion.look(folder);
            } catch (IOException e) {
                // The count stays as it is: the mailbox is looked at again when it refuses again.
            }
        }
    }

    /**
     * Completes once every message submitted so far is committed, and those that wait to be filed are, or the first few
     * batches of them: a stop is not held up by a slow disk. The rest is safe in the journal and is filed after the next
     * start. Fails if the disk does not let messages be filed; they are safe then too.
     */
    public Future<Void> settle(EventExecutor executor) {
        return filing.settle(executor);
    }

    /** Closes the files; to be called once, when the store is settled and no session uses it any more. Blocks. */
    public void close() throws IOException {
        filing.close();
        parts.journal().close();
        parts.register().close();
    }
}
