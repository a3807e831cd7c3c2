package labwire.smtp.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionLogTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static SessionLog log(SessionLogLimits limits) {
        return new SessionLog(() -> NOW, limits);
    }

    private static List<String> lines(SessionTranscript transcript) {
        return transcript.lines().stream().map(TranscriptLine::toString).toList();
    }

    @Test
    void aSessionIsToldInOrderWithItsEnd() {
        SessionLog log = log(SessionLogLimits.DEFAULTS);
        Transcript session = log.begin("s1", "smtp", "192.0.2.1", 25);
        session.server("220 mail.lab ESMTP");
        session.client("EHLO client");
        session.note("handshake failed: bad_certificate");

        assertThat(log.find("s1").orElseThrow().endedAt()).isEmpty();
        session.end("handshake failed");

        SessionTranscript told = log.find("s1").orElseThrow();
        assertThat(lines(told))
                .containsExactly("S: 220 mail.lab ESMTP", "C: EHLO client", "-- handshake failed: bad_certificate");
        assertThat(told.reason()).isEqualTo("handshake failed");
        assertThat(told.endedAt()).contains(NOW);
        assertThat(log.list(10)).containsExactly(told);
    }

    @Test
    void aLongSessionLosesItsOldestLinesAndALongLineItsEnd() {
        SessionLog log = log(new SessionLogLimits(10, 20, 10, 1_000));
        Transcript session = log.begin("s1", "smtp", "192.0.2.1", 25);
        session.client("first");
        session.client("a line that is too long");
        session.client("last 10 ch");

        SessionTranscript told = log.find("s1").orElseThrow();
        assertThat(lines(told)).containsExactly("C: a line th…", "C: last 10 ch");
        assertThat(told.linesLeftOut()).isEqualTo(1);
    }

    @Test
    void theOldestSessionsGiveWayToNewOnesAndAreHeardNoMore() {
        SessionLog log = log(new SessionLogLimits(2, 100, 100, 1_000));
        Transcript first = log.begin("s1", "smtp", "192.0.2.1", 25);
        log.begin("s2", "smtp", "192.0.2.1", 25);
        log.begin("s3", "smtp", "192.0.2.1", 25);
        first.client("still here");

        assertThat(log.list(10)).extracting(SessionTranscript::sessionId).containsExactly("s2", "s3");
        assertThat(log.list(1)).extracting(SessionTranscript::sessionId).containsExactly("s3");
    }

    @Test
    void allSessionsTogetherAreHeldToALimit() {
        SessionLog log = log(new SessionLogLimits(100, 100, 100, 250));
        for (int i = 0; i < 5; i++) {
            log.begin("s" + i, "smtp", "192.0.2.1", 25).client("x".repeat(100));
        }

        assertThat(log.list(10)).extracting(SessionTranscript::sessionId).containsExactly("s3", "s4");
    }
}
