package labwire.smtp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import labwire.smtp.envelope.DeliverBy;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.queue.Attempt;
import labwire.smtp.queue.Progress;
import labwire.smtp.queue.QueueItem;
import labwire.smtp.queue.QueuedMessage;
import labwire.smtp.queue.RecipientState;
import labwire.smtp.reply.EnhancedCode;

/** Notes in the queue what verdicts mean for recipients, and when those that wait are tried again. */
final class Outcomes {

    private static final EnhancedCode EXPIRED = EnhancedCode.of("5.4.7");

    private final RelayParts parts;

    Outcomes(RelayParts parts) {
        this.parts = parts;
    }

    /** @param keepsDsn of those that were taken: their host reports from here on */
    void note(QueueItem item, SortedMap<Integer, Verdict> verdicts, boolean keepsDsn) {
        List<MailEvent> events = new ArrayList<>();
        parts.ground().queue().update(item.id(), now -> {
            TreeMap<Integer, RecipientState> changed = new TreeMap<>();
            verdicts.forEach((index, verdict) -> changed.put(index, after(now, index, verdict, keepsDsn, events)));
            return changed;
        });
        events.forEach(parts.ground().observer()::event);
    }

    private RecipientState after(QueueItem item, int index, Verdict verdict, boolean keepsDsn, List<MailEvent> events) {
        RecipientState before = item.recipients().get(index);
        Recipient recipient = item.message().envelope().recipients().get(index);
        Attempt attempt = attempt(verdict, verdict.status());
        return switch (verdict.kind()) {
            case TAKEN -> {
                events.add(new MailEvent.Relayed(
                        item.message().sessionId(), item.id(), recipient.address(), verdict.host(), verdict.reply()));
                boolean tell = recipient.notification().success() && !keepsDsn && hasSender(item);
                yield before.decided(tell ? Progress.RELAYED : Progress.DONE, attempt);
            }
            case PERMANENT -> failed(item, recipient, before, attempt, events);
            case TEMPORARY ->
                parts.ground().clock().instant().isBefore(end(item.message()))
                        ? deferred(item, recipient, before, attempt, events)
                        : failed(item, recipient, before, attempt(verdict, EXPIRED), events);
        };
    }

    private Attempt attempt(Verdict verdict, EnhancedCode status) {
        return new Attempt(
                parts.ground().clock().instant(), verdict.host(), status, verdict.diagnostic(), verdict.replied());
    }

    private RecipientState failed(
            QueueItem item, Recipient recipient, RecipientState before, Attempt attempt, List<MailEvent> events) {
        events.add(
                new MailEvent.Failed(item.message().sessionId(), item.id(), recipient.address(), attempt.diagnostic()));
        boolean tell = recipient.notification().failure() && hasSender(item);
        return before.decided(tell ? Progress.FAILED : Progress.DONE, attempt);
    }

    private RecipientState deferred(
            QueueItem item, Recipient recipient, RecipientState before, Attempt attempt, List<MailEvent> events) {
        Instant now = parts.ground().clock().instant();
        Duration wait = parts.settings().schedule().waitAfter(before.attempts() + 1);
        long tenth = wait.toMillis() / 10;
        Instant again =
                now.plus(wait).plusMillis(tenth == 0 ? 0 : parts.ground().dice().nextLong(-tenth, tenth + 1));
        again = earlier(again, end(item.message()));
        Optional<DeliverBy> by = item.message().envelope().options().deliverBy();
        if (by.isPresent() && by.get().deadline().isAfter(now)) {
            again = earlier(again, by.get().deadline());
        }
        events.add(new MailEvent.Deferred(
                item.message().sessionId(),
                item.id(),
                recipient.address(),
                attempt.host(),
                attempt.diagnostic(),
                Duration.between(now, again)));
        return before.deferred(attempt, again);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** When a message is given up. */
    Instant end(QueuedMessage message) {
        return start(message).plus(parts.settings().schedule().giveUpAfter());
    }

    /** From when on its time counts: its acceptance, or the end of the time for which its sender held it back. */
    static Instant start(QueuedMessage message) {
        Instant held = message.envelope().options().holdUntil().orElse(message.acceptedAt());
        return held.isAfter(message.acceptedAt()) ? held : message.acceptedAt();
    }

    /** Whether the sender is to be told now that it takes long. */
    boolean isDelayToBeTold(QueueItem item, int index) {
        RecipientState state = item.recipients().get(index);
        Envelope envelope = item.message().envelope();
        DsnNotify wanted = envelope.recipients().get(index).notification();
        Instant now = parts.ground().clock().instant();
        boolean late = !now.isBefore(
                        start(item.message()).plus(parts.settings().schedule().warnAfter()))
                || envelope.options()
                        .deliverBy()
                        .filter(by -> !by.returned() && !now.isBefore(by.deadline())) // RFC 2852 section 4.1
                        .isPresent();
        return late
                && state.progress() == Progress.WAITING
                && state.attempts() > 0
                && !state.delayReported()
                && wanted.delay()
                && envelope.sender().isPresent();
    }

    private static boolean hasSender(QueueItem item) {
        return item.message().envelope().sender().isPresent();
    }
}
