package labwire.smtp.store;

import java.time.Instant;
import java.util.Optional;
import labwire.smtp.envelope.Envelope;

/**
 * What is known of a kept message without opening it.
 *
 * @param id unique in its store for ever; ids sort in the order of acceptance
 * @param acceptedAt when, to the millisecond
 * @param envelope who it is from and for, as SMTP said
 * @param subject the decoded Subject header; empty if there is none
 * @param sizeBytes of the message as kept, trace header included
 * @param clientAddress the IP address it came from, as text
 * @param tls the TLS version and cipher suite it came by; empty if it came in plain text
 */
public record MailSummary(
        String id,
        Instant acceptedAt,
        Envelope envelope,
        String subject,
        long sizeBytes,
        String clientAddress,
        Optional<String> tls) {}
