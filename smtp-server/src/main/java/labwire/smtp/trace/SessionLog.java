package labwire.smtp.trace;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import labwire.smtp.trace.TranscriptLine.Voice;
import org.jspecify.annotations.Nullable;

/** Keeps the newest sessions' transcripts in memory. Safe for any thread. */
public final class SessionLog implements Transcripts {

    private final InstantSource clock;
    private final SessionLogLimits limits;
    /** In the order of their beginning. Guarded by this, as what is in them. */
    private final LinkedHashMap<String, Session> sessions = new LinkedHashMap<>();

    private long characters;

    public SessionLog(InstantSource clock, SessionLogLimits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public synchronized Transcript begin(String sessionId, String protocol, String clientAddress, int serverPort) {
        Session session = new Session(sessionId, protocol, clientAddress, serverPort, clock.instant());
        forget(sessions.put(sessionId, session));
        makeRoom(session);
        return session;
    }

    /** The newest sessions, at most so many, in the order of their beginning. */
    public synchronized List<SessionTranscript> list(int atMost) {
        List<Session> all = new ArrayList<>(sessions.values());
        List<SessionTranscript> newest = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && newest.size() < atMost; i--) {
            newest.add(all.get(i).transcript());
        }
        Collections.reverse(newest);
        return newest;
    }

    public synchronized Optional<SessionTranscript> find(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId)).map(Session::transcript);
    }

    private void makeRoom(Session spared) {
        while (sessions.size() > 1 && (sessions.size() > limits.sessions() || characters > limits.charactersInAll())) {
            Session oldest = sessions.values().iterator().next();
            if (oldest == spared) {
                return;
            }
            forget(sessions.remove(oldest.id));
        }
    }

    private void forget(@Nullable Session session) {
        if (session != null) {
            session.forgotten = true;
            characters -= session.kept;
            session.lines.clear();
        }
    }

    private final class Session implements Transcript {

        private final String id;
        private final String protocol;
        private final String clientAddress;
        private final int serverPort;
        private final Instant startedAt;
        private final ArrayDeque<TranscriptLine> lines = new ArrayDeque<>(4);
        private @Nullable Instant endedAt;
        private String reason = "";
        private int kept;
        private long leftOut;
        private boolean forgotten;

        Session(String id, String protocol, String clientAddress, int serverPort, Instant startedAt) {
            this.id = id;
            this.protocol = protocol;
            this.clientAddress = clientAddress;
            this.serverPort = serverPort;
            this.startedAt = startedAt;
        }

        @Override
        public void client(CharSequence line) {
            add(Voice.CLIENT, line);
        }

        @Override
        public void server(CharSequence line) {
            add(Voice.SERVER, line);
        }

        @Override
        public void note(String fact) {
            add(Voice.NOTE, fact);
        }

        @Override
        public void end(String why) {
            synchronized (SessionLog.this) {
                endedAt = clock.instant();
                reason = why;
            }
        }

        private void add(Voice voice, CharSequence said) {
            synchronized (SessionLog.this) {
                if (forgotten) {
                    return;
                }
                String text = cut(said);
                lines.add(new TranscriptLine(clock.instant(), voice, text));
                count(text.length());
                while (kept > limits.charactersOfSession()) {
                    count(-lines.remove().text().length());
                    leftOut++;
                }
                makeRoom(this);
            }
        }

        private void count(int more) {
            kept += more;
            characters += more;
        }

        private String cut(CharSequence said) {
            int most = limits.charactersOfLine();
            return said.length() <= most ? said.toString() : said.subSequence(0, most - 1) + "…";
        }

        SessionTranscript transcript() {
            return new SessionTranscript(
                    id,
                    protocol,
                    clientAddress,
                    serverPort,
                    startedAt,
                    Optional.ofNullable(endedAt),
                    reason,
                    leftOut,
                    List.copyOf(lines));
        }
    }
}
