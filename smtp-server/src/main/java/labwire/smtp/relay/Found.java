package labwire.smtp.relay;

import java.util.List;
import labwire.smtp.reply.SmtpReply;

/** What a look-up of a domain's mail hosts found. */
sealed interface Found {

    /** One or more, in the order in which they are to be tried. */
    record Hosts(List<Target> targets) implements Found {
        public Hosts {
            targets = List.copyOf(targets);
        }
    }

    /** None: a permanent failure, or a temporary one where nobody knows. */
    record Nothing(SmtpReply why) implements Found {}
}
