package labwire.netlab.stack.filter;

import labwire.netlab.stack.PacketFilter.Verdict;

/** One line of an access list that decides, and how often it did. */
public final class AccessRule {
    private final Verdict verdict;
    private final PacketMatch match;
    private final boolean logged;
    private int sequence;
    private long matches;
    private long lastLogNanos = Long.MIN_VALUE;

    AccessRule(int sequence, Verdict verdict, PacketMatch match, boolean logged) {
        this.sequence = sequence;
        this.verdict = verdict;
        this.match = match;
        this.logged = logged;
    }

    public int sequence() {
        return sequence;
    }

    public Verdict verdict() {
        return verdict;
    }

    public PacketMatch match() {
        return match;
    }

    /** True if its matches are reported. */
    public boolean isLogged() {
        return logged;
    }

    /** Packets that it decided about. */
    public long matches() {
        return matches;
    }

    void renumber(int newSequence) {
        sequence = newSequence;
    }

    void count(int packets) {
        matches += packets;
    }

    void clear() {
        matches = 0;
    }

    /** True if its last report is at least so long ago; then a report is due now. */
    boolean takeReport(long nowNanos, long intervalNanos) {
        if (lastLogNanos != Long.MIN_VALUE && nowNanos - lastLogNanos < intervalNanos) {
            return false;
        }
        lastLogNanos = nowNanos;
        return true;
    }

    boolean saysTheSameAs(Verdict otherVerdict, PacketMatch otherMatch) {
        return verdict == otherVerdict && match.equals(otherMatch);
    }
}
