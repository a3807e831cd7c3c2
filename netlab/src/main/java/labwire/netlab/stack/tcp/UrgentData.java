package labwire.netlab.stack.tcp;

/**
 * What is urgent in either direction (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.8.5">RFC 9293, 3.8.5</a>):
 * data like all other, of which the reader is told where it ends, so that it can make haste up to there. The pointer
 * stands behind the last urgent byte (RFC 6093, 3.1).
 */
final class UrgentData {
    private static final int MAX_POINTER = 0xFFFF;

    /** SND.UP, or 0. */
    private long sendEnd;
    /** RCV.UP, or 0. */
    private long receiveEnd;

    /** What was written up to here is urgent. */
    void written(long end) {
        sendEnd = end;
    }

    /** Whether the peer still has to be told. */
    boolean isSending(SendSequence sequence) {
        return sendEnd > sequence.una();
    }

    /** The field of a segment that begins with this sequence number; 0 for one without the flag. */
    int pointer(long from, SendSequence sequence) {
        return isSending(sequence) && sendEnd > from ? (int) Math.min(sendEnd - from, MAX_POINTER) : 0;
    }

    /**
     * Takes what an acceptable segment says.
     *
     * @param end where the peer's urgent data end
     * @param read where the application's reading has come to
     * @return whether the application is to be told: more is urgent than it knew of
     */
    boolean heard(long end, long read) {
        boolean more = end > Math.max(receiveEnd, read);
        if (more) {
            receiveEnd = end;
        }
        return more;
    }

    /** How many of the bytes after this one are urgent, whether they have come or not. */
    long ahead(long read) {
        return Math.max(0, receiveEnd - read);
    }
}
