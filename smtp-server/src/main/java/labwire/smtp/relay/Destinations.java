package labwire.smtp.relay;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Jobs that are due, by destination: those of one wait for each other, beyond its limit; those of several take turns.
 * For one event loop.
 */
final class Destinations {

    private static final class Destination {
        final String domain;
        final ArrayDeque<Job> due = new ArrayDeque<>();
        int running;

        Destination(String domain) {
            this.domain = domain;
        }
    }

    private final RelayLimits limits;
    private final TreeMap<String, Destination> byDomain = new TreeMap<>();
    /** Those with something due and a place free, each once; the next one's turn first. */
    private final ArrayDeque<Destination> turns = new ArrayDeque<>();

    private int running;

    Destinations(RelayLimits limits) {
        this.limits = limits;
    }

    int running() {
        return running;
    }

    void add(Job job) {
        Destination destination = byDomain.computeIfAbsent(job.domain(), Destination::new);
        boolean first = destination.due.isEmpty();
        destination.due.add(job);
        if (first && destination.running < limits.maxAttemptsPerDestination()) {
            turns.add(destination);
        }
    }

    /** The next job that may run now; it runs until {@link #ended}. */
    Optional<Job> next() {
        Destination destination = running < limits.maxAttempts() ? turns.poll() : null;
        if (destination == null) {
            return Optional.empty();
        }
        Job job = destination.due.remove();
        destination.running++;
        running++;
        if (!destination.due.isEmpty() && destination.running < limits.maxAttemptsPerDestination()) {
            turns.add(destination);
        }
        return Optional.of(job);
    }

    void ended(Job job) {
        Destination destination = byDomain.get(job.domain());
        if (destination == null) {
            throw new IllegalStateException("no job runs for " + job.domain());
        }
        boolean waited = destination.running == limits.maxAttemptsPerDestination() && !destination.due.isEmpty();
        destination.running--;
        running--;
        if (waited) {
            turns.add(destination);
        } else if (destination.running == 0 && destination.due.isEmpty()) {
            byDomain.remove(destination.domain);
        }
    }
}
