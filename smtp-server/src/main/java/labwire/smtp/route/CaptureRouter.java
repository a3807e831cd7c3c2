package labwire.smtp.route;

import java.util.List;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;

/** The policy <em>capture</em>: takes mail for every address into a mailbox, and relays none. */
public final class CaptureRouter implements Router {

    private final CaptureSettings settings;

    public CaptureRouter(CaptureSettings settings) {
        this.settings = settings;
    }

    @Override
    public Route route(Provenance provenance, MailAddress recipient) {
        return new Route.To(List.of(new Destination.Mailbox(mailbox(provenance, recipient))));
    }

    private String mailbox(Provenance provenance, MailAddress recipient) {
        if (settings.oneInboxPerCredential() && provenance.user().isPresent()) {
            return provenance.user().get();
        }
        return (settings.foldTags() ? PlusTag.without(recipient) : recipient).toString();
    }
}
