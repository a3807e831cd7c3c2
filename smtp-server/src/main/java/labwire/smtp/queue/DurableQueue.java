package labwire.smtp.queue;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.SerialTask;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;

/**
 * The queue on a disk. What {@link #add} and {@link #sync} took is there after any crash, as is what {@link #update}
 * noted once {@link #settled} completes; all that is noted while a sync runs shares the next. Safe for any thread; only
 * where a method says so does it block.
 */
public final class DurableQueue implements RelayQueue {

    private static final String FOLDER = "queue";
    private static final String MESSAGES = FOLDER + "/messages";

    private record Staged(QueuedMessage message, MessageFiles.Written written) {}

    private final QueueLimits limits;
    private final MailObserver observer;
    private final MessageFiles files;
    private final SerialTask writing;
    /** Also what is locked while it is used; taken before {@link #book}'s lock. */
    private final StateLog log;

    private final QueueBook book;
    /** Added and not synced; of the one thread that adds. */
    private final LinkedHashMap<String, Staged> staged = new LinkedHashMap<>();

    private volatile QueueListener listener = id -> {};

    private DurableQueue(Disk disk, Executor diskWork, QueueLimits limits, MailObserver observer) throws IOException {
        this.limits = limits;
        this.observer = observer;
        this.writing = new SerialTask(diskWork, this::write);
        this.files = new MessageFiles(disk, MESSAGES);
        this.book = new QueueBook(limits);
        disk.makeFolder(FOLDER);
        disk.makeFolder(MESSAGES);
        disk.syncFolder("");
        disk.syncFolder(FOLDER);
        this.log = StateLog.open(disk, FOLDER, book::apply);
        book.retainThoseWith(files::exists);
        for (String id : files.ids()) {
            if (book.find(id).isEmpty()) {
                files.delete(id); // Never synced, or done.
            }
        }
    }

    /**
     * Opens the queue on a disk whose folder {@code queue} nobody else uses, and takes up what it left off at. Blocks.
     *
     * @param diskWork runs what blocks; may have any number of threads
     */
    public static DurableQueue open(Disk disk, Executor diskWork, QueueLimits limits, MailObserver observer)
            throws IOException {
        return new DurableQueue(disk, diskWork, limits, observer);
    }

    /** Who is to hear of changes that others made; one, from now on. */
    public void listen(QueueListener newListener) {
        listener = newListener;
    }

    @Override
    public boolean isFull() {
        return book.isFull();
    }

    /** {@inheritDoc} Blocks. */
    @Override
    public void add(QueuedMessage message, Content content) throws IOException {
        if (book.isKnown(message.id()) || staged.containsKey(message.id())) {
            return;
        }
        int recipients = message.envelope().recipients().size();
        if (recipients == 0 || recipients > limits.maxRecipients()) {
            throw new IOException("message " + message.id() + ": " + recipients + " recipients (expected: 1 to "
                    + limits.maxRecipients() + ")");
        }
        if (isFull()) {
            throw new IOException("the queue is full (limits: " + limits.maxMessages() + " messages, "
                    + limits.maxBytes() + " octets)");
        }
        MessageFiles.Written written = files.write(message.id(), content);
        QueuedMessage counted = new QueuedMessage(
                message.id(), message.sessionId(), message.acceptedAt(), message.envelope(), written.bytes());
        staged.put(message.id(), new Staged(counted, written));
    }

    /** {@inheritDoc} Blocks. */
    @Override
    public void sync() throws IOException {
        if (staged.isEmpty()) {
            return;
        }
        List<QueueChange> added = new ArrayList<>();
        try {
            for (Staged message : staged.values()) {
                message.written().file().sync();
                added.add(new QueueChange.Added(
                        message.message(), message.written().traits()));
            }
            files.syncNames();
            synchronized (log) {
                log.write(added);
                added.forEach(book::apply);
            }
        } catch (IOException | RuntimeException e) {
            staged.forEach((id, message) -> files.discard(id, message.written().file(), e));
            staged.clear();
            throw e;
        }
        List<Staged> taken = List.copyOf(staged.values());
        staged.clear();
        for (Staged one : taken) {
            QueuedMessage message = one.message();
            one.written().file().close();
            observer.event(new MailEvent.Queued(
                    message.sessionId(),
                    message.id(),
                    message.envelope().recipients().size()));
            listener.changed(message.id());
        }
    }

    /** The messages in the queue, the oldest first, at most {@code atMost}. */
    public List<QueueItem> list(int atMost) {
        return book.list(atMost);
    }

    public Optional<QueueItem> find(String id) {
        return book.find(id);
    }

    /** How many messages are in the queue. */
    public int size() {
        return book.size();
    }

    /** The octets of a message; opening and reading them blocks. */
    public Content content(String id) {
        return () -> read(id);
    }

    private InputStream read(String id) throws IOException {
        return files.read(id);
    }

    /**
     * Notes what became of recipients, by their places in the envelope. The message leaves the queue when nothing is left
     * to do for any of them. Does nothing if it left before.
     *
     * @param change gives the recipients' new states from the message as it is; nothing else happens to it meanwhile
     */
    public void update(String id, Function<QueueItem, SortedMap<Integer, RecipientState>> change) {
        if (book.note(id, change)) {
            writing.poke();
        }
    }

    /**
     * Keeps a message from being tried.
     *
     * @return whether there is such a message
     */
    public boolean hold(String id) {
        return change(new QueueChange.Held(id, true));
    }

    /**
     * Lets a held message be tried again, when it is due.
     *
     * @return whether there is such a message
     */
    public boolean release(String id) {
        return change(new QueueChange.Held(id, false));
    }

    /**
     * Removes a message; nobody is told.
     *
     * @return whether there was such a message
     */
    public boolean delete(String id) {
        return change(new QueueChange.Done(id));
    }

    /**
     * Makes all that waits due now, but for what is held.
     *
     * @return how many messages
     */
    public int flush(Instant now) {
        int flushed = 0;
        for (QueueItem item : list(limits.maxMessages())) {
            if (!item.held() && flush(item.id(), now)) {
                flushed++;
            }
        }
        return flushed;
    }

    /**
     * Makes a message due now, or when its sender allows.
     *
     * @return whether there is such a message that waits
     */
    public boolean flush(String id, Instant now) {
        boolean flushed = book.note(id, item -> dueBy(item, now));
        if (flushed) {
            writing.poke();
            listener.changed(id);
        }
        return flushed;
    }

    private static SortedMap<Integer, RecipientState> dueBy(QueueItem item, Instant now) {
        Instant first = QueueBook.firstDue(item.message());
        Instant due = first.isAfter(now) ? first : now;
        TreeMap<Integer, RecipientState> changed = new TreeMap<>();
        for (int i = 0; i < item.recipients().size(); i++) {
            RecipientState state = item.recipients().get(i);
            if (state.progress() == Progress.WAITING && state.next().isAfter(due)) {
                changed.put(i, state.dueAt(due));
            }
        }
        return changed;
    }

    private boolean change(QueueChange change) {
        boolean there = book.note(change);
        if (there) {
            writing.poke();
            listener.changed(change.id());
        }
        return there;
    }

    /** Completes when all that was noted so far would survive a crash; while the disk fails, it waits. */
    public Future<Void> settled(EventExecutor executor) {
        Promise<Void> promise = executor.newPromise();
        book.await(promise);
        writing.poke();
        return promise;
    }

    /** Whether the last write failed: nothing more should be tried, for a crash would not know of it. */
    public boolean isBehind() {
        return book.isBehind();
    }

    /** Writes again what could not be written. */
    public void retry() {
        writing.poke();
    }

    private void write() {
        QueueBook.Batch batch = book.takeUnwritten();
        try {
            synchronized (log) {
                if (!batch.changes().isEmpty()) {
                    log.write(batch.changes());
                }
            }
        } catch (IOException e) {
            book.putBack(batch);
            return;
        }
        book.written();
        batch.promises().forEach(promise -> promise.trySuccess(null));
        for (QueueChange change : batch.changes()) {
            if (book.find(change.id()).isEmpty()) {
                deleteContent(change.id());
            }
        }
        compact();
    }

    private void deleteContent(String id) {
        try {
            if (files.exists(id)) {
                files.delete(id);
            }
        } catch (IOException e) {
            // It is deleted when the queue is opened; the log says that the message is done.
        }
    }

    private void compact() {
        synchronized (log) {
            if (log.hasGrownBy(limits.compactAfterBytes())) {
                try {
                    log.restart(book.standing());
                } catch (IOException e) {
                    // The old file goes on, and grows; the next write tries again.
                }
            }
        }
    }

    /** Writes what is left to be written, and closes the files. To be called once, when nobody uses the queue. Blocks. */
    public void close() throws IOException {
        QueueBook.Batch rest = book.takeUnwritten();
        synchronized (log) {
            if (!rest.changes().isEmpty()) {
                log.write(rest.changes());
            }
            log.close();
        }
        rest.promises().forEach(promise -> promise.trySuccess(null));
    }
}
