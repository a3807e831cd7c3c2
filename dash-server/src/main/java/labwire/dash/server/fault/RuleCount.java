package labwire.dash.server.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A rule, and how far it has counted with each session. Safe for any thread. */
final class RuleCount {
    /** Sessions remembered by a rule; the one not seen for longest is forgotten first. */
    static final int MAX_SESSIONS = 256;

    /** A session, as a rule sees it. */
    private static final class Session {
        private long requests;
        private Optional<TokenBucket> bucket = Optional.empty();
    }

    private final FaultRule rule;
    private final LinkedHashMap<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MAX_SESSIONS;
        }
    };
    private long faults;

    RuleCount(FaultRule rule) {
        this.rule = rule;
    }

    FaultRule rule() {
        return rule;
    }

    synchronized long faults() {
        return faults;
    }

    /** Counts a request that the rule is about; whether the rule acts on it. */
    synchronized boolean strikes(String session) {
        Session seen = sessions.computeIfAbsent(session, unseen -> new Session());
        seen.requests++;
        boolean struck = rule.occurrence().includes(seen.requests);
        faults += struck ? 1 : 0;
        return struck;
    }

    /** Shared by all responses to a session, as a link would be. */
    synchronized Optional<TokenBucket> bucket(String session) {
        long rate = rule.fault().bitsPerSecond();
        if (rate == 0) {
            return Optional.empty();
        }
        Session seen = sessions.computeIfAbsent(session, unseen -> new Session());
        if (seen.bucket.isEmpty()) {
            seen.bucket = Optional.of(new TokenBucket(rate));
        }
        return seen.bucket;
    }
}
