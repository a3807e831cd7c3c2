package labwire.smtp;

import labwire.smtp.route.CaptureSettings;
import labwire.smtp.route.DomainSettings;

/** Which mail a server takes, and what becomes of it. */
public sealed interface Policy {

    /** Takes everything into mailboxes, and relays nothing: for tests. AUTH is for those who like. */
    record Capture(CaptureSettings settings) implements Policy {}

    /**
     * Takes mail for its own domains, and relays for the authenticated: port 25 for everybody's mail to its domains, 587
     * and 465 for its users.
     */
    record Domains(DomainSettings settings) implements Policy {}
}
