package labwire.smtp.route;

import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;

/** Knows where mail goes. Safe for any thread; never blocks. */
public interface Router {

    /** The policy <em>capture</em> at its plainest: every address has a mailbox of its own. */
    Router CAPTURE = new CaptureRouter(CaptureSettings.DEFAULTS);

    Route route(Provenance provenance, MailAddress recipient);
}
