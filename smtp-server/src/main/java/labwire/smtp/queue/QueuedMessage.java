package labwire.smtp.queue;

import java.time.Instant;
import labwire.smtp.envelope.Envelope;

/**
 * A message for elsewhere.
 *
 * @param id that of the store
 * @param sessionId of the session it came by
 * @param envelope with the recipients elsewhere alone: an alias is resolved, and keeps its ORCPT
 * @param sizeBytes trace header included
 */
public record QueuedMessage(String id, String sessionId, Instant acceptedAt, Envelope envelope, long sizeBytes) {}
