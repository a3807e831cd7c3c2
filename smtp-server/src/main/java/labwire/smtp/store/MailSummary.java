package labwire.smtp.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.route.Destination;

/**
 * What is known of a kept message without opening it.
 *
 * @param id unique in its store for ever; ids sort in the order of acceptance
 * @param acceptedAt when, to the millisecond
 * @param envelope who it is from and for, as SMTP said
 * @param destinations for each recipient of the envelope, in its order: where the message goes
 * @param subject the decoded Subject header; empty if there is none
 * @param sizeBytes of the message as kept, trace header included
 * @param sessionId of the session it came by, which log lines and transcripts name
 * @param clientAddress the IP address it came from, as text
 * @param tls the TLS version and cipher suite it came by; empty if it came in plain text
 * @param user who the client was authenticated as
 */
public record MailSummary(
        String id,
        Instant acceptedAt,
        Envelope envelope,
        List<List<Destination>> destinations,
        String subject,
        long sizeBytes,
        String sessionId,
        String clientAddress,
        Optional<String> tls,
        Optional<String> user) {

    public MailSummary {
        destinations = destinations.stream().map(List::copyOf).toList();
        if (destinations.size() != envelope.recipients().size()) {
            throw new IllegalArgumentException("destinations: of " + destinations.size() + " recipients (expected: of "
                    + envelope.recipients().size() + ")");
        }
    }

    /** The mailboxes it goes into, each once. */
    public List<String> mailboxes() {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        for (List<Destination> places : destinations) {
            for (Destination place : places) {
                if (place instanceof Destination.Mailbox mailbox) {
                    names.add(mailbox.name());
                }
            }
        }
        return List.copyOf(names);
    }

    /**
     * Whom it goes to at other servers: each address once, with what the recipient that led there asked for (<a
     * href="https://www.rfc-editor.org/rfc/rfc3461#section-5.2.7">RFC 3461 section 5.2.7</a>).
     */
    public List<Recipient> elsewhere() {
        List<Recipient> found = new ArrayList<>();
        LinkedHashSet<Object> seen = new LinkedHashSet<>();
        for (int i = 0; i < destinations.size(); i++) {
            Recipient asked = envelope.recipients().get(i);
            for (Destination place : destinations.get(i)) {
                if (place instanceof Destination.Elsewhere elsewhere && seen.add(elsewhere.address())) {
                    found.add(new Recipient(elsewhere.address(), asked.notification(), asked.originalRecipient()));
                }
            }
        }
        return found;
    }
}
