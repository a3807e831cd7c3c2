package labwire.smtp.dsn;

import java.time.Instant;
import java.util.Optional;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.queue.Attempt;
import labwire.smtp.reply.EnhancedCode;

/**
 * A recipient that a report is about.
 *
 * @param last the attempt that decided, or the last one so far
 * @param retriedUntil of a delayed one, when it will be given up
 */
public record ReportedRecipient(
        Recipient recipient,
        ReportAction action,
        EnhancedCode status,
        Optional<Attempt> last,
        Optional<Instant> retriedUntil) {}
