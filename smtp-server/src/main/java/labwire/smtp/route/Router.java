package labwire.smtp.route;

import java.util.List;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;

/** Knows where mail goes. Safe for any thread; never blocks. */
public interface Router {

    /** The policy <em>capture</em> at its plainest: every address has a mailbox of its own. */
    Router CAPTURE = new Router() {
        @Override
        public Route route(Provenance provenance, MailAddress recipient) {
            return new Route.To(List.of(new Destination.Mailbox(recipient.toString())));
        }
    };

    Route route(Provenance provenance, MailAddress recipient);
}
