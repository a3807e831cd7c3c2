package labwire.smtp.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was said in a session, up to now or to its end.
 *
 * @param protocol such as {@code smtp}, {@code lmtp} or {@code pop3}
 * @param endedAt empty while the session goes on
 * @param reason why it ended; empty while it goes on
 * @param linesLeftOut earlier lines, or middle ones of a long session, that were not kept
 * @param lines those kept, in order
 */
public record SessionTranscript(
        String sessionId,
        String protocol,
        String clientAddress,
        int serverPort,
        Instant startedAt,
        Optional<Instant> endedAt,
        String reason,
        long linesLeftOut,
        List<TranscriptLine> lines) {

    public SessionTranscript {
        lines = List.copyOf(lines);
    }
}
