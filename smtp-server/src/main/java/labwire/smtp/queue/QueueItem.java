package labwire.smtp.queue;

import java.util.List;
import java.util.SortedMap;

/**
 * A message in the queue as it is now. An immutable value.
 *
 * @param held by hand: not tried until it is released
 * @param recipients in the order of the envelope's
 */
public record QueueItem(QueuedMessage message, ContentTraits traits, boolean held, List<RecipientState> recipients) {

    public QueueItem {
        recipients = List.copyOf(recipients);
    }

    public String id() {
        return message.id();
    }

    /** Whether nothing is left to do for any recipient. */
    public boolean isDone() {
        return recipients.stream().allMatch(recipient -> recipient.progress() == Progress.DONE);
    }

    QueueItem with(boolean nowHeld) {
        return new QueueItem(message, traits, nowHeld, recipients);
    }

    QueueItem with(SortedMap<Integer, RecipientState> changed) {
        RecipientState[] states = recipients.toArray(RecipientState[]::new);
        changed.forEach((index, state) -> states[index] = state);
        return new QueueItem(message, traits, held, List.of(states));
    }
}
