package labwire.smtp.relay;

import java.time.Instant;

/** A message and the domain of some of its recipients: what is tried at once. */
record Job(Instant due, String id, String domain) implements Comparable<Job> {

    @Override
    public int compareTo(Job other) {
        int byDue = due.compareTo(other.due);
        int byId = byDue != 0 ? byDue : id.compareTo(other.id);
        return byId != 0 ? byId : domain.compareTo(other.domain);
    }
}
