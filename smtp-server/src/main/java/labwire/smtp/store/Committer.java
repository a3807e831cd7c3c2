package labwire.smtp.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import labwire.smtp.disk.DiskFullException;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;

/** Writes a batch of messages to the journal, syncs once, and only then gives receipts. */
final class Committer {

    private Committer() {}

    private record Appended(Submission submission, Entry entry) {}

    /** @param accepted hears of each message that is safe, before its receipt is given */
    static void commit(Journal journal, List<Submission> batch, Consumer<Entry> accepted) {
        List<Appended> appended = new ArrayList<>();
        for (Submission submission : batch) {
            try {
                List<byte[]> content = submission.content();
                MailSummary summary = submission.summary(content);
                appended.add(new Appended(submission, Entry.accepted(summary, journal.append(summary, content))));
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
            message.submission().keep(message.entry().summary());
            accepted.accept(message.entry());
            message.submission().accept();
        }
    }

    private static SmtpReply refusalFor(Exception e) {
        return e instanceof DiskFullException ? Refusals.NO_ROOM : Refusals.STORE_DOWN;
    }
}
