package labwire.dash.server.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.dash.server.http.Status;

/** The rules in force. Safe for any thread; a change holds from the next request on. */
public final class FaultRules {
    /** Rules set at a time. */
    public static final int MAX_RULES = 256;

    /** Characters in the name of a session, which rules remember. */
    public static final int MAX_SESSION_NAME = 100;

    /** Rules brought by paths that are remembered, to go on counting; the one not seen for longest goes first. */
    static final int MAX_PATH_RULES = 128;

    private final TreeMap<Long, RuleCount> set = new TreeMap<>();
    private final LinkedHashMap<String, RuleCount> brought = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RuleCount> eldest) {
            return size() > MAX_PATH_RULES;
        }
    };
    private long lastNumber;
    private volatile List<RuleCount> inForce = List.of();

    /**
     * Adds a rule behind the others.
     *
     * @return its number, to remove it by
     * @throws IllegalStateException if there are {@link #MAX_RULES} already
     */
    public synchronized long add(FaultRule rule) {
        if (set.size() == MAX_RULES) {
            throw new IllegalStateException("fault rules: one more than " + MAX_RULES + " (expected: at most those)");
        }
        lastNumber++;
        set.put(lastNumber, new RuleCount(rule));
        inForce = List.copyOf(set.values());
        return lastNumber;
    }

    /** Whether there was such a rule. */
    public synchronized boolean remove(long number) {
        boolean removed = set.remove(number) != null;
        inForce = List.copyOf(set.values());
        return removed;
    }

    /** Removes all rules that were set, and forgets what rules in paths have counted. */
    public synchronized void clear() {
        set.clear();
        brought.clear();
        inForce = List.of();
    }

    /** The rules set, by their numbers. */
    public synchronized Map<Long, FaultRule> rules() {
        Map<Long, FaultRule> rules = new LinkedHashMap<>();
        set.forEach((number, count) -> rules.put(number, count.rule()));
        return rules;
    }

    /** How many times a rule that is set has acted; 0 if there is none of this number. */
    public synchronized long faults(long number) {
        return Optional.ofNullable(set.get(number)).map(RuleCount::faults).orElse(0L);
    }

    /** Whether there is nothing to look at for a request whose path brings no rules. */
    public boolean isEmpty() {
        return inForce.isEmpty();
    }

    /**
     * What befalls a request, which is counted.
     *
     * @param path without the rules in it
     * @param session the request's own name for its session, or else its client's address
     * @param inPath the rules that the path brought, which see to their session by themselves
     */
    public FaultPlan plan(String path, String session, List<FaultRule> inPath) {
        Fault whole = Fault.NONE;
        List<TokenBucket> buckets = new ArrayList<>();
        for (RuleCount count : inForce) {
            if (count.rule().matches(path, session) && count.strikes(session)) {
                whole = join(whole, count.rule().fault());
                count.bucket(session).ifPresent(buckets::add);
            }
        }
        for (FaultRule rule : inPath) {
            String named = rule.session().isEmpty() ? session : rule.session();
            RuleCount count = brought(rule);
            if (rule.matches(path, named) && count.strikes(named)) {
                whole = join(whole, rule.fault());
                count.bucket(named).ifPresent(buckets::add);
            }
        }
        return whole.equals(Fault.NONE) ? FaultPlan.NONE : new FaultPlan(whole, buckets);
    }

    private synchronized RuleCount brought(FaultRule rule) {
        return brought.computeIfAbsent(rule.text(), text -> new RuleCount(rule));
    }

    /** The first status, all delays, the earliest stall and end. */
    private static Fault join(Fault one, Fault other) {
        Optional<Status> status = one.status().or(other::status);
        Fault earlier = other.stallAfter() < one.stallAfter() ? other : one;
        return new Fault(
                status,
                one.delay().plus(other.delay()),
                earlier.stallAfter(),
                earlier.stallFor(),
                Math.min(one.truncateAfter(), other.truncateAfter()),
                Math.max(one.bitsPerSecond(), other.bitsPerSecond()));
    }
}
