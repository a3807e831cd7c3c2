package labwire.netlab.stack.tcp;

/** What the peer has room for: SND.WND, SND.WL1 and SND.WL2 of RFC 9293, 3.3.1. */
final class SendWindow {
    private int scale;
    private long updateSequence;
    private long updateAcknowledgment;
    private long bytes;
    private long maximum;

    /** The window of a SYN, which is never scaled (RFC 7323, 2.2). */
    void initialize(long sequence, long acknowledgment, int field) {
        updateSequence = sequence;
        updateAcknowledgment = acknowledgment;
        bytes = field;
        maximum = bytes;
    }

    void scale(int shift) {
        scale = shift;
    }

    int scale() {
        return scale;
    }

    /** Whether a segment with this window would leave it as it is. */
    boolean isSame(int field) {
        return (long) field << scale == bytes;
    }

    /** Takes the window of a segment unless that is older than the last one (RFC 9293, 3.10.7.4). */
    void update(long sequence, long acknowledgment, int field) {
        if (updateSequence < sequence || (updateSequence == sequence && updateAcknowledgment <= acknowledgment)) {
            updateSequence = sequence;
            updateAcknowledgment = acknowledgment;
            bytes = (long) field << scale;
            maximum = Math.max(maximum, bytes);
        }
    }

    long bytes() {
        return bytes;
    }

    /** The first sequence number that the peer has no room for. It may lie left of where it was: a shrunk window. */
    long rightEdge() {
        return updateAcknowledgment + bytes;
    }

    /** Max(SND.WND) of RFC 9293, 3.8.6.2.1. */
    long maximum() {
        return maximum;
    }
}
