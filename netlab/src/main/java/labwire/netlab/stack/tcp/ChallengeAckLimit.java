package labwire.netlab.stack.tcp;

/**
 * How often segments that may be forged, or may be part of a loop of acknowledgments, are answered
 * (<a href="https://www.rfc-editor.org/rfc/rfc5961#section-7">RFC 5961, 7</a>). One a connection: a limit shared by
 * connections would tell an attacker of one about the others.
 */
final class ChallengeAckLimit {
    private long periodEnd;
    private int used;

    boolean tryAcquire(long now, ChallengeAcks allowed) {
        if (now >= periodEnd) {
            periodEnd = now + allowed.period().toNanos();
            used = 0;
        }
        if (used >= allowed.most()) {
            return false;
        }
        used++;
        return true;
    }
}
