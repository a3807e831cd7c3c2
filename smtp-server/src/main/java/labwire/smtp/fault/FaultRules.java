package labwire.smtp.fault;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Hook;
import labwire.smtp.hook.Inquiry;

/**
 * The rules in force. The first that strikes has its way; every rule counts what it matches, also if another strikes.
 * Safe for any thread; a change holds from the next question on.
 */
public final class FaultRules implements Hook {

    /** Rules set at a time. */
    public static final int MAX_RULES = 256;

    private static final class Count {
        private final FaultRule rule;
        private long matched;
        private long struck;

        Count(FaultRule rule) {
            this.rule = rule;
        }
    }

    /** Guarded by this. */
    private final TreeMap<Long, Count> set = new TreeMap<>();

    private long lastNumber;
    private volatile List<Count> inForce = List.of();

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
        set.put(lastNumber, new Count(rule));
        inForce = List.copyOf(set.values());
        return lastNumber;
    }

    /** Whether there was such a rule. */
    public synchronized boolean remove(long number) {
        boolean removed = set.remove(number) != null;
        inForce = List.copyOf(set.values());
        return removed;
    }

    /** Removes all rules. */
    public synchronized void clear() {
        set.clear();
        inForce = List.of();
    }

    /** The rules set, by their numbers. */
    public synchronized Map<Long, FaultRule> rules() {
        Map<Long, FaultRule> rules = new LinkedHashMap<>();
        set.forEach((number, count) -> rules.put(number, count.rule));
        return rules;
    }

    /** How many times a rule has struck; 0 if there is none of this number. */
    public synchronized long faults(long number) {
        return Optional.ofNullable(set.get(number)).map(count -> count.struck).orElse(0L);
    }

    @Override
    public Future<Decision> decide(Inquiry inquiry, EventExecutor executor) {
        if (inForce.isEmpty()) {
            return executor.newSucceededFuture(Decision.ACCEPT);
        }
        Optional<Fault> fault = strike(inquiry);
        Decision decision = fault.map(Fault::decision).orElse(Decision.ACCEPT);
        Duration delay = fault.map(Fault::delay).orElse(Duration.ZERO);
        if (delay.isZero()) {
            return executor.newSucceededFuture(decision);
        }
        Promise<Decision> later = executor.newPromise();
        executor.schedule(() -> later.trySuccess(decision), delay.toMillis(), TimeUnit.MILLISECONDS);
        return later;
    }

    private synchronized Optional<Fault> strike(Inquiry inquiry) {
        Optional<Fault> first = Optional.empty();
        for (Count count : inForce) {
            if (count.rule.matches(inquiry) && count.rule.occurrence().includes(++count.matched) && first.isEmpty()) {
                count.struck++;
                first = Optional.of(count.rule.fault());
            }
        }
        return first;
    }
}
