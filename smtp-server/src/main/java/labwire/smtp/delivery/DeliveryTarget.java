package labwire.smtp.delivery;

import java.util.Optional;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.SenderOptions;

/** Where messages go. Safe for sessions on several event loops; never blocks. */
public interface DeliveryTarget {

    /**
     * Begins one mail transaction.
     *
     * @param sender empty for the null reverse-path
     * @param ready run, on any thread, when a delivery that was not ready is ready again
     */
    Delivery start(Provenance provenance, Optional<MailAddress> sender, SenderOptions options, Runnable ready);
}
