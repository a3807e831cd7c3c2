package labwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import labwire.gateway.mail.MailFilter;
import labwire.smtp.MailSystem;
import labwire.smtp.store.MailSummary;

/** What a mail server has taken. */
final class ReceivedMails {
    static final int MAX_MESSAGES = 100_000;

    private ReceivedMails() {}

    static List<ReceivedMail> of(MailSystem system, MailFilter filter) {
        return system.store().list(MAX_MESSAGES).stream()
                .filter(filter::matches)
                .map(summary -> read(system, summary))
                .toList();
    }

    static ReceivedMail single(MailSystem system, MailFilter filter, String what) {
        List<ReceivedMail> found = of(system, filter);
        if (found.size() != 1) {
            throw new AssertionError("messages to " + what + ": " + found.size() + " (expected: 1); there are "
                    + of(system, MailFilter.ANY));
        }
        return found.get(0);
    }

    static ReceivedMail read(MailSystem system, MailSummary summary) {
        try {
            return new ReceivedMail(
                    summary,
                    system.store()
                            .content(summary.id())
                            .orElseThrow(() -> new AssertionError("message " + summary.id() + " was deleted")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
