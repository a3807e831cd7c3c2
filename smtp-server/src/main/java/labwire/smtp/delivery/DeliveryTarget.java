package labwire.smtp.delivery;

import java.util.Optional;
import labwire.smtp.envelope.MailAddress;

/** Where messages go. Safe for sessions on several event loops; never blocks. */
public interface DeliveryTarget {

    /**
     * Begins one mail transaction.
     *
     * @param sender empty for the null reverse-path
     */
    Delivery start(Provenance provenance, Optional<MailAddress> sender);
}
