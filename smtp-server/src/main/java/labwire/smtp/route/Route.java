package labwire.smtp.route;

import java.util.List;
import labwire.smtp.reply.SmtpReply;

/** Where mail for one recipient goes. */
public sealed interface Route {

    /** @param destinations one or more, each once */
    record To(List<Destination> destinations) implements Route {
        public To {
            destinations = List.copyOf(destinations);
            if (destinations.isEmpty()) {
                throw new IllegalArgumentException("destinations: none (expected: one or more)");
            }
        }
    }

    record Refused(SmtpReply reply) implements Route {}
}
