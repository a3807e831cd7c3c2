package labwire.smtp.queue;

import io.netty.util.concurrent.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the queue holds, in memory, and what of it the log does not know yet. Safe for any thread. */
final class QueueBook {

    /** Changes to be written together, and who waits for that. */
    record Batch(List<QueueChange> changes, List<Promise<Void>> promises) {}

    private final QueueLimits limits;
    /** By id, which is the order of acceptance. */
    private final TreeMap<String, QueueItem> items = new TreeMap<>();
    /** Messages that left the queue, the longest gone first. */
    private final LinkedHashSet<String> gone = new LinkedHashSet<>();

    private final List<QueueChange> unwritten = new ArrayList<>();
    private final List<Promise<Void>> awaiting = new ArrayList<>();
    private long bytes;
    private boolean behind;

    QueueBook(QueueLimits limits) {
        this.limits = limits;
    }

    /** When a message may be tried first. */
    static Instant firstDue(QueuedMessage message) {
        return message.envelope().options().holdUntil().orElse(message.acceptedAt());
    }

    /** Takes in what the log says, or is about to say. */
    synchronized void apply(QueueChange change) {
        QueueItem item = items.get(change.id());
        if (change instanceof QueueChange.Added added) {
            if (item == null && !gone.contains(change.id())) {
                RecipientState untried = RecipientState.untried(firstDue(added.message()));
                List<RecipientState> states = added.message().envelope().recipients().stream()
                        .map(recipient -> untried)
                        .toList();
                items.put(change.id(), new QueueItem(added.message(), added.traits(), false, states));
                bytes += added.message().sizeBytes();
            }
        } else if (item != null) {
            if (change instanceof QueueChange.Held held) {
                items.put(change.id(), item.with(held.held()));
            } else if (change instanceof QueueChange.Tried tried) {
                QueueItem after = item.with(tried.recipients());
                items.put(change.id(), after);
                if (after.isDone()) {
                    remove(after);
                }
            } else {
                remove(item);
            }
        } else if (change instanceof QueueChange.Done) {
            remember(change.id()); // From a log written anew.
        }
    }

    private void remove(QueueItem item) {
        items.remove(item.id());
        bytes -= item.message().sizeBytes();
        remember(item.id());
    }

    private void remember(String id) {
        gone.add(id);
        if (gone.size() > limits.maxRememberedIds()) {
            gone.remove(gone.iterator().next());
        }
    }

    /** Forgets messages without content: they were never synced, or their removal was not, and may be added again. */
    synchronized void retainThoseWith(Predicate<String> content) {
        for (QueueItem item : List.copyOf(items.values())) {
            if (!content.test(item.id())) {
                items.remove(item.id());
                bytes -= item.message().sizeBytes();
            }
        }
    }

    /**
     * Takes in a change and keeps it to be written.
     *
     * @return false if there is no such message
     */
    synchronized boolean note(QueueChange change) {
        if (!items.containsKey(change.id())) {
            return false;
        }
        apply(change);
        unwritten.add(change);
        return true;
    }

    /**
     * Takes in a change of recipients that depends on how they are: nothing comes in between.
     *
     * @return false if there is no such message, or nothing to change
     */
    synchronized boolean note(String id, Function<QueueItem, SortedMap<Integer, RecipientState>> change) {
        QueueItem item = items.get(id);
        if (item == null) {
            return false;
        }
        SortedMap<Integer, RecipientState> changed = change.apply(item);
        return !changed.isEmpty() && note(new QueueChange.Tried(id, changed));
    }

    synchronized void await(Promise<Void> promise) {
        awaiting.add(promise);
    }

    synchronized Batch takeUnwritten() {
        Batch batch = new Batch(List.copyOf(unwritten), List.copyOf(awaiting));
        unwritten.clear();
        awaiting.clear();
        return batch;
    }

    /** The batch could not be written. */
    synchronized void putBack(Batch batch) {
        unwritten.addAll(0, batch.changes());
        awaiting.addAll(0, batch.promises());
        behind = true;
    }

    synchronized void written() {
        behind = false;
    }

    synchronized boolean isBehind() {
        return behind;
    }

    /** All that a log written anew must say. */
    synchronized List<QueueChange> standing() {
        List<QueueChange> standing = new ArrayList<>();
        gone.forEach(id -> standing.add(new QueueChange.Done(id)));
        for (QueueItem item : items.values()) {
            standing.add(new QueueChange.Added(item.message(), item.traits()));
            TreeMap<Integer, RecipientState> states = new TreeMap<>();
            for (int i = 0; i < item.recipients().size(); i++) {
                states.put(i, item.recipients().get(i));
            }
            standing.add(new QueueChange.Tried(item.id(), states));
            if (item.held()) {
                standing.add(new QueueChange.Held(item.id(), true));
            }
        }
        return standing;
    }

    synchronized boolean isKnown(String id) {
        return items.containsKey(id) || gone.contains(id);
    }

    synchronized boolean isFull() {
        return items.size() >= limits.maxMessages() || bytes >= limits.maxBytes();
    }

    synchronized List<QueueItem> list(int atMost) {
        return items.values().stream().limit(atMost).toList();
    }

    synchronized Optional<QueueItem> find(String id) {
        return Optional.ofNullable(items.get(id));
    }

    synchronized int size() {
        return items.size();
    }
}
