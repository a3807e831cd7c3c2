package labwire.smtp.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a message for one of its recipients.
 *
 * @param attempts made so far
 * @param next when it is to be tried again; of meaning while waiting
 * @param last what came of the last attempt
 * @param delayReported the sender was told that it takes long
 */
public record RecipientState(
        Progress progress, int attempts, Instant next, Optional<Attempt> last, boolean delayReported) {

    /** Of a recipient that was never tried. */
    public static RecipientState untried(Instant due) {
        return new RecipientState(Progress.WAITING, 0, due, Optional.empty(), false);
    }

    /** After an attempt that decided. */
    public RecipientState decided(Progress outcome, Attempt attempt) {
        return new RecipientState(outcome, attempts + 1, next, Optional.of(attempt), delayReported);
    }

    /** After an attempt that is to be repeated. */
    public RecipientState deferred(Attempt attempt, Instant again) {
        return new RecipientState(Progress.WAITING, attempts + 1, again, Optional.of(attempt), delayReported);
    }

    /** To be tried at another time. */
    public RecipientState dueAt(Instant time) {
        return new RecipientState(progress, attempts, time, last, delayReported);
    }

    /** The sender knows of the delay. */
    public RecipientState withDelayReported() {
        return new RecipientState(progress, attempts, next, last, true);
    }

    /** The sender knows of the outcome. */
    public RecipientState reported() {
        return new RecipientState(Progress.DONE, attempts, next, last, delayReported);
    }
}
