package labwire.smtp.relay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Jobs that wait for their time. For one event loop. */
final class JobTable {

    private final TreeSet<Job> byTime = new TreeSet<>();
    private final TreeMap<String, List<Job>> byMessage = new TreeMap<>();

    void add(Job job) {
        byTime.add(job);
        byMessage.computeIfAbsent(job.id(), id -> new ArrayList<>()).add(job);
    }

    void removeAllOf(String id) {
        List<Job> jobs = byMessage.remove(id);
        if (jobs != null) {
            byTime.removeAll(jobs);
        }
    }

    /** When the next one is due. */
    Optional<Instant> nextDue() {
        return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.first().due());
    }

    /** Takes the next one that is due. */
    Optional<Job> takeDue(Instant now) {
        if (byTime.isEmpty() || byTime.first().due().isAfter(now)) {
            return Optional.empty();
        }
        Job job = byTime.first();
        byTime.remove(job);
        List<Job> siblings = byMessage.getOrDefault(job.id(), List.of());
        if (siblings.size() <= 1) {
            byMessage.remove(job.id());
        } else {
            siblings.remove(job);
        }
        return Optional.of(job);
    }
}
