package labwire.smtp;

import java.util.List;
import labwire.smtp.delivery.Protocol;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.route.Destination;
import labwire.smtp.route.Route;
import labwire.smtp.route.Router;

/** Sends what is released by hand to where it says, whatever the policy; routes the rest as another router does. */
record ReleaseRouter(Router policy) implements Router {

    /** The session's id of what is released; no session of a client has it. */
    static final String SESSION = "release";

    @Override
    public Route route(Provenance provenance, MailAddress recipient) {
        boolean released = provenance.protocol() == Protocol.LOCAL
                && provenance.sessionId().equals(SESSION);
        return released
                ? new Route.To(List.of(new Destination.Elsewhere(recipient)))
                : policy.route(provenance, recipient);
    }
}
