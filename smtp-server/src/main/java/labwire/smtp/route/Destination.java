package labwire.smtp.route;

import labwire.smtp.envelope.MailAddress;

/** One place that a message is to get to. */
public sealed interface Destination {

    /** @param name a mailbox's name, which says nothing of how it is kept; never empty */
    record Mailbox(String name) implements Destination {}

    /** A mailbox at another server. */
    record Elsewhere(MailAddress address) implements Destination {}
}
