package labwire.smtp.store;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.smtp.disk.DiskFullException;
import labwire.smtp.disk.SerialTask;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes whole messages into the journal. Those that come in while a batch is being written and synced gather for the next
 * (group commit); a receipt is given only after the sync of its batch.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final StoreLimits limits;
    private final InstantSource clock;
    private final MessageIds ids;
    private final Journal journal;
    private final MessageRegister register;
    private final Filing filing;
    private final MailObserver observer;
    private final Waiters waiters;
    private final Reporting reporting;
    private final SerialTask committing;
    /** Guarded by this. */
    private final ArrayDeque<Submission> submitted = new ArrayDeque<>();
    /** Submitted and not yet committed. Guarded by this. */
    private int underWay;

    Intake(
            StoreSetup setup,
            MessageIds ids,
            Journal journal,
            MessageRegister register,
            Filing filing,
            Waiters waiters,
            Reporting reporting) {
        this.limits = setup.limits();
        this.clock = setup.clock();
        this.ids = ids;
        this.journal = journal;
        this.register = register;
        this.filing = filing;
        this.observer = setup.observer();
        this.waiters = waiters;
        this.reporting = reporting;
        this.committing = new SerialTask(setup.diskWork(), this::commitBatch);
    }

    void submit(Submission submission) {
        boolean room;
        synchronized (this) {
            room = register.size() + underWay < limits.maxMessages();
            if (room) {
                submission.stamp(ids.next(), clock.instant()); // here, so that ids are in the order of the queue
                if (submission.wantsReport()) {
                    submission.stampReport(ids.next());
                }
                underWay++;
                submitted.add(submission);
            }
        }
        if (!room) {
            submission.refuse(Refusals.NO_ROOM, "the store holds " + limits.maxMessages() + " messages");
        } else if (!committing.poke() && withdraw(submission)) {
            submission.refuse(Refusals.STORE_DOWN, "the executor for disk work has ended");
        }
    }

    private synchronized boolean withdraw(Submission submission) {
        boolean waiting = submitted.remove(submission);
        underWay -= waiting ? 1 : 0;
        return waiting;
    }

    /** Whether a message is on its way into the journal. */
    synchronized boolean isUnderWay() {
        return underWay > 0;
    }

    /** There may be room in the journal again. */
    void goOn() {
        boolean waits;
        synchronized (this) {
            waits = !submitted.isEmpty();
        }
        if (waits) {
            committing.poke();
        }
    }

    private void commitBatch() {
        if (filing.backlog() >= limits.maxUnfiled() && filing.failure().isEmpty()) {
            filing.poke();
            return; // Goes on when some of them are filed.
        }
        List<Submission> batch = takeBatch();
        if (batch.isEmpty()) {
            return;
        }
        Optional<IOException> stuck = filing.failure();
        if (filing.backlog() >= limits.maxUnfiled() && stuck.isPresent()) {
            batch.forEach(submission -> submission.refuse(refusalFor(stuck.get()), stuck.get()));
        } else {
            commit(batch);
        }
        boolean more;
        synchronized (this) {
            underWay -= batch.size();
            more = !submitted.isEmpty();
        }
        if (more) {
            committing.poke();
        }
        if (!more || filing.backlog() >= limits.maxFilingBatch()) {
            filing.poke(); // While many come in, whole batches are filed: they share their syncs.
        }
    }

    private synchronized List<Submission> takeBatch() {
        List<Submission> batch = new ArrayList<>();
        long bytes = 0;
        while (!submitted.isEmpty() && bytes < limits.maxBatchBytes()) {
            batch.add(submitted.remove());
            bytes += batch.get(batch.size() - 1).heldBytes();
        }
        return batch;
    }

    private record Appended(Submission submission, Entry entry) {}

    private void commit(List<Submission> batch) {
        List<Appended> appended = new ArrayList<>();
        for (Submission submission : batch) {
            try {
                Entry entry = submission.append(journal);
                appended.add(new Appended(submission, entry));
                appendReport(submission, entry.summary(), appended);
            } catch (IOException | RuntimeException e) {
                // Only this message is refused: a smaller one may still fit.
                submission.refuse(refusalFor(e), e);
            }
        }
        try {
            journal.sync();
        } catch (IOException | RuntimeException e) {
            appended.forEach(message -> message.submission().refuse(refusalFor(e), e));
            return;
        }
        for (Appended message : appended) {
            Entry entry = message.entry();
            register.add(entry);
            message.submission().keep(entry.summary());
            tell(entry.summary());
            message.submission().giveReceipt();
            filing.add(entry);
        }
        appended.forEach(message -> waiters.accepted(message.entry().summary()));
    }

    /** Without its report a message is taken all the same: the disk may have had room for it, and for no more. */
    private void appendReport(Submission message, MailSummary summary, List<Appended> appended) {
        Optional<Submission> report = Optional.empty();
        try {
            report = reporting.about(message, summary);
            if (report.isPresent()) {
                appended.add(new Appended(report.get(), report.get().append(journal)));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("no delivery report for message {}: {}", summary.id(), e.toString());
            report.ifPresent(made -> made.refuse(refusalFor(e), e));
        }
    }

    private void tell(MailSummary summary) {
        observer.event(new MailEvent.Accepted(
                summary.sessionId(),
                summary.id(),
                summary.envelope().senderText(),
                summary.envelope().recipients().size(),
                summary.sizeBytes()));
    }

    private static SmtpReply refusalFor(Exception e) {
        return e instanceof DiskFullException ? Refusals.NO_ROOM : Refusals.STORE_DOWN;
    }
}
