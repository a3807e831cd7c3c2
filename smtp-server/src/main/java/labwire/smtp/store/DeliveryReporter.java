package labwire.smtp.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.SenderOptions;

/**
 * Writes the reports of success that senders asked for (NOTIFY=SUCCESS). A report enters the journal right behind its
 * message, in the same sync: neither is ever acknowledged without the other.
 */
@FunctionalInterface
public interface DeliveryReporter {

    /** A message that goes out with the null reverse-path. */
    record Report(Provenance provenance, SenderOptions options, MailAddress recipient, ByteBuffer text) {}

    /** Reports nothing. */
    DeliveryReporter NONE = (message, text) -> Optional.empty();

    /**
     * Blocks; on a thread for disk work.
     *
     * @param message whose sender is not the null reverse-path, and some recipient of which has NOTIFY=SUCCESS
     * @param text all of it; the caller closes it
     * @return empty if there is nothing to report
     */
    Optional<Report> about(MailSummary message, InputStream text) throws IOException;
}
